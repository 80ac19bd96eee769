import { readFileSync } from 'node:fs';
import { globSync } from 'glob';

/** A fenced block of a documentation page. */
export interface Fence {
  readonly page: string;
  /** Line that the block begins at. */
  readonly line: number;
  readonly language: string;
  /** Without the indentation of a list that it stands in. */
  readonly text: string;
}

/** Every Markdown page that people read. */
export const documentationPages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...globSync('docs/**/*.md', { posix: true }).sort(),
];

/** Every fenced block of every page. */
export const fences: readonly Fence[] = documentationPages.flatMap((page) => {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^( *)```(\w+)\n([^]*?)\n\1```$/gm)].map(
    ({ index, 1: indent = '', 2: language = '', 3: block = '' }) => ({
      page,
      line: text.slice(0, index).split('\n').length,
      language,
      text: block
        .split('\n')
        .map((line) => line.slice(indent.length))
        .join('\n'),
    })
  );
});

/** Blocks in one language, as rows of a table of tests: where, and what. */
export function fencesIn(...languages: readonly string[]): ReadonlyArray<readonly [string, Fence]> {
  return fences
    .filter(({ language }) => languages.includes(language))
    .map((fence) => [`${fence.page}:${fence.line}`, fence] as const);
}
