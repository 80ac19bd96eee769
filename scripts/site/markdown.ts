import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Markdown, MarkdownState, Token } from '@11ty/eleventy';
import { relativeUrl, type SitePage } from './pages';

/** Adds anchors to headings, and leads links from Markdown files to their pages. */
export function amendMarkdown(markdown: Markdown, pages: ReadonlyMap<string, SitePage>): void {
  markdown.core.ruler.push('anchors', ({ tokens }) => anchor(tokens));
  markdown.core.ruler.push('links', (state) => lead(state, pages));
}

/** Ids as GitHub gives them, so that one link works in both places. */
function anchor(tokens: readonly Token[]): void {
  const seen = new Map<string, number>();
  tokens.forEach((token, at) => {
    if (token.type === 'heading_open') {
      const slug = slugOf(textOf(tokens[at + 1]));
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      token.attrSet('id', times === 0 ? slug : `${slug}-${times}`);
    }
  });
}

function textOf(token: Token | undefined): string {
  const children = token?.children ?? [];
  return children
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
}

export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

function lead({ tokens, env }: MarkdownState, pages: ReadonlyMap<string, SitePage>): void {
  const source = path.posix.normalize(env.page.inputPath).replace(/^docs\/_(?=[A-Z]+\.md$)/, '');
  const page = pages.get(source);
  if (page === undefined) {
    throw new Error(`no page of ${source}`);
  }
  for (const { children } of tokens) {
    const open: boolean[] = [];
    for (const token of children ?? []) {
      if (token.type === 'link_open') {
        open.push(leads(token, page, pages));
      } else if (token.type === 'link_close' && open.pop() === false) {
        token.tag = 'span';
      }
    }
  }
}

/** Gives a link its address in the site; one to a file that only the repository has becomes plain text. */
function leads(token: Token, page: SitePage, pages: ReadonlyMap<string, SitePage>): boolean {
  const href = token.attrGet('href') ?? '';
  if (/^([a-z]+:|#|$)/.test(href)) {
    return true;
  }
  const [target = '', fragment] = href.split('#');
  const wanted = path.posix.join(path.posix.dirname(page.source), decodeURIComponent(target));
  const found = pages.get(wanted);
  if (found !== undefined) {
    token.attrSet('href', relativeUrl(page.file, found.file) + (fragment === undefined ? '' : `#${fragment}`));
    return true;
  }
  if (existsSync(wanted) && !wanted.startsWith('docs/')) {
    token.tag = 'span';
    token.attrSet('href', '');
    token.attrSet('title', `${wanted}, in the repository`);
    return false;
  }
  return true;
}
