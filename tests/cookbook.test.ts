import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chapters, recipes } from '../scripts/cookbook/chapters';
import { examples } from '../scripts/cookbook/examples';
import { queryTypes } from '../src/query';

const answer = z.object({ id: z.string(), rows: z.number(), section: z.string(), error: z.string().optional() });
const page = readFileSync('docs/ask/cookbook.md', 'utf8');

/** A fresh demo shop, its copy filled as a store's would be, and every query asked of the real backend. */
async function asked(): Promise<ReadonlyMap<string, z.infer<typeof answer>>> {
  const args = ['tsx', 'scripts/in-bun.ts', 'scripts/cookbook.ts', '--answers'];
  const { stdout } = await promisify(execFile)('npx', args, { maxBuffer: 16 * 1024 ** 2 });
  const answers = z.array(answer).parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  return new Map(answers.map((each) => [each.id, each]));
}

describe('the cookbook', () => {
  let answers: Awaited<ReturnType<typeof asked>>;
  beforeAll(async () => {
    answers = await asked();
  }, 400_000);

  it('has thirty questions, and every query type among their queries', () => {
    expect(new Set(recipes.map(({ id }) => id)).size).toBe(30);
    const types = new Set(recipes.map(({ query }) => query.queryType));
    expect(queryTypes.filter((type) => !types.has(type))).toEqual([]);
  });

  it('has a page with these questions and no others', () => {
    const titles = [...page.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    expect(titles).toEqual(chapters.flatMap((chapter) => chapter.recipes.map(({ question }) => question)));
  });

  it.each(recipes.map(({ id, question }) => [question, id]))('%s', (_question, id) => {
    const { error, rows, section } = answers.get(id) ?? expect.fail('nothing came');
    expect(error).toBeUndefined();
    expect(rows).toBeGreaterThan(0);
    expect(page, 'npm run docs:cookbook writes the page anew').toContain(section);
  });

  it.each(examples().map(({ id }) => [id]))('the query of %s is answered too', (id) => {
    const { error, rows } = answers.get(id) ?? expect.fail('nothing came');
    expect(error).toBeUndefined();
    expect(rows).toBeGreaterThan(0);
  });
});
