/**
 * Asks the thirty queries of the cookbook of the real backend over a demo shop and writes docs/ask/cookbook.md; runs in Bun.
 * `--answers` prints what came of each as JSON instead, for the test, and asks the examples of all other pages too.
 */
import { writeFileSync } from 'node:fs';
import { chapters, recipes } from './cookbook/chapters';
import { examples } from './cookbook/examples';
import { pageOf, sectionOf } from './cookbook/page';
import { startCookbookShop } from './cookbook/shop';
import { rowsOf, tableOf } from './cookbook/table';

const page = 'docs/ask/cookbook.md';
/** Orders on a typical day. */
const size = 12;

interface Answer {
  readonly id: string;
  readonly rows: number;
  readonly section: string;
  readonly error?: string;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function answers(): Promise<readonly Answer[]> {
  const shop = await startCookbookShop(size);
  const found: Answer[] = [];
  const tables = new Map<string, string>();
  try {
    for (const recipe of recipes) {
      try {
        const [frame] = await shop.ask(recipe.query, recipe.days);
        if (frame === undefined) {
          throw new Error('no frame came');
        }
        const table = tableOf(frame, recipe);
        tables.set(recipe.id, table);
        found.push({ id: recipe.id, rows: rowsOf(frame), section: sectionOf(recipe, table) });
      } catch (error) {
        found.push({ id: recipe.id, rows: 0, section: '', error: reasonOf(error) });
      }
    }
    for (const { id, query } of process.argv.includes('--answers') ? examples() : []) {
      try {
        const [frame] = await shop.ask(query, 60);
        found.push({ id, rows: frame === undefined ? 0 : rowsOf(frame), section: '' });
      } catch (error) {
        found.push({ id, rows: 0, section: '', error: reasonOf(error) });
      }
    }
  } finally {
    await shop.close();
  }
  if (!process.argv.includes('--answers')) {
    const failed = found.filter(({ rows }) => rows === 0);
    if (failed.length > 0) {
      throw new Error(failed.map(({ id, error = 'no rows' }) => `${id}: ${error}`).join('\n'));
    }
    writeFileSync(page, pageOf(chapters, tables));
    console.log(`Wrote ${page}`);
  }
  return found;
}

const all = await answers();
if (process.argv.includes('--answers')) {
  console.log(JSON.stringify(all));
}
