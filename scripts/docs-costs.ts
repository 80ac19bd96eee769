/** Writes docs/costs.md from the prices and assumptions of scripts/costs; `--check` only compares. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { costsPage } from './costs/page';

const page = 'docs/costs.md';
const after = await format(costsPage, { parser: 'markdown', printWidth: 120 });
if (!process.argv.includes('--check')) {
  writeFileSync(page, after);
} else if (!existsSync(page) || readFileSync(page, 'utf8') !== after) {
  console.log(`${page} is out of date: npm run docs:costs`);
  process.exitCode = 1;
}
