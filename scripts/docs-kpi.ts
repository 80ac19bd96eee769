/** Writes the KPI dictionary, docs/kpi.md and docs/kpi.ko.md, from the catalogues and the KPIs themselves; `--check` only compares. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { backendTranslate } from '../src/locales/backend';
import { dictionaryPage } from '../src/backend/kpi/dictionary';

const pages = [
  ['docs/kpi.md', 'en'],
  ['docs/kpi.ko.md', 'ko'],
] as const;

for (const [page, language] of pages) {
  const after = await format(dictionaryPage(backendTranslate(language)), { parser: 'markdown', printWidth: 120 });
  if (!process.argv.includes('--check')) {
    writeFileSync(page, after);
  } else if (!existsSync(page) || readFileSync(page, 'utf8') !== after) {
    console.log(`${page} is out of date: npm run docs:kpi`);
    process.exitCode = 1;
  }
}
