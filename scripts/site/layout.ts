import { relativeUrl, type Door, type SitePage } from './pages';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const words = {
  en: { search: 'Search', skip: 'To the text', other: '한국어' },
  ko: { search: '검색', skip: '본문으로', other: 'English' },
} as const;

export interface LayoutParts {
  readonly page: SitePage;
  readonly pages: ReadonlyMap<string, SitePage>;
  readonly doors: readonly Door[];
}

/** A whole HTML page around what Markdown became. */
export function layout(content: string, { page, pages, doors }: LayoutParts): string {
  const to = (file: string) => relativeUrl(page.file, file);
  const said = words[page.language];
  const twin = pages.get(
    page.language === 'ko' ? page.source.replace(/\.ko\.md$/, '.md') : page.source.replace(/\.md$/, '.ko.md')
  );
  const item = ({ title, source }: Door['links'][number]) => {
    const target = pages.get(source);
    return target === undefined
      ? ''
      : `<li><a href="${to(target.file)}"${target === page ? ' aria-current="page"' : ''}>${escaped(title)}</a></li>`;
  };
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)} · Shopscope</title>
<link rel="stylesheet" href="${to('site.css')}">
<link rel="icon" href="${to('logo.svg')}">
<script defer src="${to('search.js')}"></script>
</head>
<body>
<a class="skip" href="#text">${said.skip}</a>
<header>
<a class="home" href="${to('index.html')}"><img src="${to('logo.svg')}" alt="" width="28" height="28"> Shopscope</a>
<search><input type="search" placeholder="${said.search}" aria-label="${said.search}" data-index="${to('search-index.js')}" data-root="${to('index.html').replace(/index\.html$/, '')}"><ol id="found"></ol></search>
${twin === undefined || twin === page ? '' : `<a href="${to(twin.file)}" lang="${twin.language}" hreflang="${twin.language}">${said.other}</a>`}
</header>
<div class="columns">
<nav>
${doors.map(({ title, links }) => `<details${links.some(({ source }) => source === page.source) || page.file === 'index.html' ? ' open' : ''}><summary>${escaped(title)}</summary><ul>${links.map(item).join('')}</ul></details>`).join('\n')}
</nav>
<main id="text">
${content.replaceAll(/<table>([^]*?)<\/table>/g, '<div class="table"><table>$1</table></div>')}
</main>
</div>
</body>
</html>
`;
}
