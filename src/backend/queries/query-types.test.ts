import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryTypes } from '../../query';
import { TestShop } from '../../../tests/support/shop';

const folder = new URL('../../../docs/query-types/', import.meta.url);
const pages = readdirSync(folder).filter((file) => file !== 'README.md');

/** These read a copy; their examples are run beside the backend's tests. */
const run = pages.filter((page) => !['sql.md', 'impact.md', 'affected.md'].includes(page));

/** Every JSON example of a page. */
function examplesOf(page: string): unknown[] {
  const text = readFileSync(new URL(page, folder), 'utf8');
  return [...text.matchAll(/```json\n([^]*?)```/g)].map(([, json]): unknown => JSON.parse(json ?? ''));
}

describe('documentation of query types', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start();
  });
  afterAll(() => shop.close());

  it('has a page for every type', () => {
    expect(pages.sort()).toEqual(queryTypes.map((type) => `${type}.md`).sort());
  });

  it.each(run.flatMap((page) => examplesOf(page).map((model, at) => [page, at + 1, model] as const)))(
    '%s: example %i answers something',
    async (_page, _at, model) => {
      const frames = await shop.query(model, { from: shop.now - 3 * 86_400_000, intervalMs: 3_600_000 });
      expect(frames.length).toBeGreaterThan(0);
      expect(frames[0]?.fields[0]?.values.length).toBeGreaterThan(0);
    }
  );
});
