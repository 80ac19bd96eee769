import { build } from 'esbuild';

/** A file as a shop pastes it. */
export interface Built {
  readonly file: string;
  readonly text: string;
}

/** One script, small, for browsers of the last five years. */
async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
  });
  return outputFiles.map(({ text }) => text.trim()).join('\n');
}

/** The theme's snippet. Liquid fills in the shop; the script itself is none of Liquid's business. */
const theme = (script: string) => `{%- comment -%}
  Shopscope, made by npm run storefront. docs/storefront.md says where it goes and what it sends.
{%- endcomment -%}
<script>
window.shopscope=window.shopscope||{receiver:{{ receiver | json }},environment:{{ environment | default: 'production' | json }},shop:{{ shop.permanent_domain | json }}};
{% raw %}${script}{% endraw %}
</script>
`;

const pixel = (
  script: string
) => `// Shopscope, made by npm run storefront. docs/storefront.md says where it goes and what it sends.
const shopscope = { receiver: 'https://logs.example.com/collect', environment: 'production' };
${script}
`;

export async function builtFiles(): Promise<Built[]> {
  return [
    { file: 'storefront/built/shopscope.liquid', text: theme(await bundled('storefront/theme/main.ts')) },
    { file: 'storefront/built/shopscope-pixel.js', text: pixel(await bundled('storefront/pixel/main.ts')) },
  ];
}
