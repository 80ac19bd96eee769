import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi } from '../../../../demo/admin-api/testing/harness';
import { documents, selections, whole, type DocumentOptions } from './index';
import type { Entity } from '../entities';

const options: DocumentOptions = {
  version: '2026-07',
  granted: new Set(['read_orders', 'read_all_orders', 'read_products', 'read_returns', 'read_inventory']),
  personal: new Set(),
  metafields: {},
};

let test: TestApi;
beforeAll(async () => {
  test = await startTestApi({ ordersPerDay: 30 });
});
afterAll(async () => {
  await test.api.close();
});

const page = z.record(z.string(), z.object({ nodes: z.array(z.record(z.string(), z.unknown())) }));

async function first(entity: Entity, document: string, size: number): Promise<ReadonlyArray<Record<string, unknown>>> {
  // Orders that were taken back whole have several lines there.
  const query = entity === 'inventory' ? null : 'financial_status:refunded';
  const data = await test.read(page, document, { first: size, after: null, query });
  return data[selections[entity].root.field]!.nodes;
}

/** The page document with nested lists of one node only, so that nearly every list has more. */
const narrow = (document: string): string => document.replaceAll(/first: \d+/g, 'first: 1');

it.each(['orders', 'returns', 'refund_lines', 'inventory'] as const)(
  'fetches the rest of every nested list: %s',
  async (entity) => {
    const { page: text } = documents(options)[entity]!;
    const wide = await first(entity, text, 30);
    const cut = await first(entity, narrow(text), 30);
    let sent = 0;
    const send = async (document: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> => {
      sent += 1;
      return await test.read(z.unknown(), document, variables);
    };
    const made = [];
    for (const node of cut) {
      made.push(await whole(entity, node, options, send));
    }
    expect(plain(made)).toEqual(plain(wide));
    expect(JSON.stringify(cut).includes('"hasNextPage":true')).toBe(true);
    expect(sent).toBeGreaterThan(0);
  }
);

it('sends nothing where nothing is missing', async () => {
  const [node] = await first('orders', documents(options).orders!.page, 1);
  const send = (): Promise<unknown> => Promise.reject(new Error('asked'));
  expect(await whole('orders', node, options, send)).toEqual(node);
});

/** Without cursors, which tell how far was read. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/"endCursor":("[^"]*"|null)/g, '"endCursor":""'));
}
