import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Eleventy from '@11ty/eleventy';
import { layout } from './layout';
import { amendMarkdown } from './markdown';
import { doors, sitePages } from './pages';
import { entriesOf } from './search-index';

/** Builds the documentation as a site into a folder, which is emptied before. Gives the number of pages. */
export async function buildSite(output: string): Promise<number> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const pages = sitePages();
  const map = doors();
  const inputOf = (source: string) => (source.startsWith('docs/') ? source : `docs/_${source}`);
  const bySource = (inputPath: string) =>
    pages.get(path.posix.normalize(inputPath).replace(/^docs\/_(?=[A-Z]+\.md$)/, ''));
  const site = new Eleventy('docs', path.relative('.', output), {
    quietMode: true,
    config: (config) => {
      config.setUseGitIgnore(false);
      config.ignores.delete('**/README.md');
      config.addPassthroughCopy({
        'docs/img': 'img',
        'src/img/logo.svg': 'logo.svg',
        'scripts/site/site.css': 'site.css',
        'scripts/site/search.js': 'search.js',
      });
      for (const { source } of pages.values()) {
        if (!source.startsWith('docs/')) {
          config.addTemplate(path.posix.basename(inputOf(source)), readFileSync(source, 'utf8'));
        }
      }
      // Pages hold braces of their own: no template language reads them.
      config.addGlobalData('templateEngineOverride', 'md');
      config.addGlobalData(
        'eleventyComputed.permalink',
        () =>
          ({ page }: { readonly page: { readonly inputPath: string } }) =>
            bySource(page.inputPath)?.file ?? false
      );
      config.amendLibrary('md', (markdown) => amendMarkdown(markdown, pages));
      config.addTransform('layout', function (content) {
        const page = bySource(this.page.inputPath);
        return page === undefined ? content : layout(content, { page, pages, doors: map });
      });
    },
  });
  await site.write();
  const index = [...pages.values()].flatMap((page) => entriesOf(page, readFileSync(page.source, 'utf8')));
  // A script, as browsers let no page fetch JSON from a disk.
  writeFileSync(path.join(output, 'search-index.js'), `globalThis.searchIndex = ${JSON.stringify(index)};\n`);
  return pages.size;
}
