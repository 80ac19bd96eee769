import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copiedShop, stopped } from './copy-ask';
import { scriptedLogs } from './scripted-logs';

const hour = 3_600_000;
const folder = new URL('../../../../docs/query-types/', import.meta.url);

/** The pages' examples that a copy answers. */
const examples = ['sql.md', 'events.md', 'records.md', 'impact.md', 'affected.md'].flatMap((page) =>
  [...readFileSync(new URL(page, folder), 'utf8').matchAll(/```json\n([^]*?)```/g)]
    .map(([, json]): unknown => JSON.parse(json ?? ''))
    .flatMap((model, at) => (typeof model === 'object' && model !== null ? [[page, at + 1, model] as const] : []))
    .filter(([, , model]) => page !== 'records.md' || 'lane' in model)
);

const logs = scriptedLogs([
  { at: stopped - 2 * hour, metadata: { error_code: 'PSP_TIMEOUT', order_id: '1' } },
  { at: stopped - hour, service: 'cart-api', metadata: { error_code: 'CART_FULL' } },
]).access;
let shop: Awaited<ReturnType<typeof copiedShop>>;
beforeAll(async () => {
  const at = stopped - 5 * hour;
  shop = await copiedShop({
    orders: [{ id: '1', name: '#1001', created_at: at, total_price: 10_000, financial_status: 'PAID', channel: 'web' }],
    line_items: [{ id: 'l1', order_id: '1', title: 'Cup', quantity: 2, discounted_total: 10_000 }],
    products: [{ id: 'p1', title: 'Cup' }],
    variants: [{ id: 'v1', product_id: 'p1', title: 'Blue' }],
    changes: [{ field: 'price', subject_id: 'v1', at, seen_at: at, before_value: 1, after_value: 2 }],
    events: [{ id: 'e1', subject_type: 'PRODUCT', subject_id: 'p1', action: 'update', created_at: at }],
  });
});
afterAll(() => {
  shop.close();
});

it.each(examples)('%s: example %i answers something from a copy', async (_page, _at, model) => {
  const [frame] = await shop.query(model, { logs });
  expect(frame?.fields[0]?.values.length).toBeGreaterThan(0);
  // Error codes and patterns are the log store's alone.
  const ofLogs = { codes: { lines: 2 }, patterns: { lines: 1 } };
  expect(frame?.meta?.custom).toMatchObject(Reflect.get(ofLogs, frame?.name ?? '') ?? { lane: 'owned' });
});
