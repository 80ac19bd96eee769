import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';

/** One page of the site. */
export interface SitePage {
  /** Path in the repository. */
  readonly source: string;
  /** Path in the site, e.g. `run/index.html`. */
  readonly file: string;
  readonly title: string;
  readonly language: 'en' | 'ko';
}

/** Pages that lie outside of docs/. */
const others = ['CONTRIBUTING.md', 'CHANGELOG.md'];

/** Where a Markdown file's page lies: `README.md` is its folder's index, `README.ko.md` the Korean one. */
export function fileOf(source: string): string {
  const inDocs = source.replace(/^docs\//, '');
  const named = inDocs === source ? inDocs.toLowerCase() : inDocs;
  return named.replace(/(^|\/)README(\.ko)?\.md$/, '$1index$2.html').replace(/\.md$/, '.html');
}

/** Every page, by its path in the repository. */
export function sitePages(): ReadonlyMap<string, SitePage> {
  const sources = [...globSync('docs/**/*.md', { posix: true }).sort(), ...others];
  return new Map(
    sources.map((source) => {
      const title = /^# (.+)$/m.exec(readFileSync(source, 'utf8'))?.[1] ?? path.basename(source);
      return [
        source,
        { source, file: fileOf(source), title: plain(title), language: source.endsWith('.ko.md') ? 'ko' : 'en' },
      ];
    })
  );
}

/** A line of Markdown without its marks. */
export function plain(text: string): string {
  return text.replaceAll(/[*`]/g, '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

/** Address of one file of the site as another one writes it. */
export function relativeUrl(from: string, to: string): string {
  const relative = path.posix.relative(path.posix.dirname(from), to);
  return relative === '' ? path.posix.basename(to) : relative;
}

export interface Door {
  readonly title: string;
  readonly links: ReadonlyArray<{ readonly title: string; readonly source: string }>;
}

/** What the side of each page lists: the headings and links of the map, docs/README.md. */
export function doors(map = readFileSync('docs/README.md', 'utf8')): readonly Door[] {
  const [, ...sections] = map.split(/^##+ /m);
  return sections.map((section) => {
    const [title = '', ...lines] = section.split('\n');
    const found = [...lines.join('\n').matchAll(/\[([^\]]+)\]\(([^)#\s]+\.md)[^)]*\)/g)].map(
      ([, name = '', target = '']) => ({ title: plain(name), source: path.posix.join('docs', target) })
    );
    return { title, links: found.filter(({ title: name }) => !/^in Korean$/.test(name)) };
  });
}
