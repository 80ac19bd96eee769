import { afterAll, beforeAll, expect, it } from 'vitest';
import { copiedShop, stopped } from '../testing/copy-ask';

const row = (day: string, kpi: string, shopify: number, difference: number, unexplained: number) => ({
  day,
  kpi,
  copy_value: String(shopify + difference),
  shopify_value: String(shopify),
  difference: String(difference),
  unexplained: String(unexplained),
  reasons: '[]',
  checked_at: stopped - 60_000,
});

let shop: Awaited<ReturnType<typeof copiedShop>>;
beforeAll(async () => {
  shop = await copiedShop({
    reconciliations: [
      row('2026-03-01', 'net_sales', 1_000, -50, -50),
      row('2026-03-02', 'net_sales', 1_000, 30, 0),
      row('2026-03-02', 'orders', 10, 0, 0),
      row('2026-02-20', 'orders', 10, 9, 9),
    ],
  });
});
afterAll(() => {
  shop.close();
});

async function figures(model: object = {}, asking: Parameters<typeof shop.query>[1] = {}) {
  const [frame] = await shop.query({ queryType: 'status', part: 'drift', ...model }, asking);
  expect(frame?.meta?.type).toBe('numeric-wide');
  return Object.fromEntries(
    (frame?.fields ?? []).map(({ name, labels, values }) => [labels?.['kpi'] ?? name, values[0]])
  );
}

it('gives the largest unexplained difference of the range as a number that an alert rule can take', async () => {
  expect(await figures()).toEqual({
    drift_worst: 0.05,
    drift_days: 2,
    drift_unexplained: 1,
    drift_age_seconds: 60,
    net_sales: 0.05,
    orders: 0,
  });
  expect(await figures({}, { range: { from: stopped - 30 * 86_400_000, to: stopped } })).toMatchObject({
    drift_worst: 0.9,
    drift_days: 3,
    orders: 0.9,
  });
});

it('knows nothing where nothing was compared, or where there is no copy', async () => {
  const nothing = { drift_worst: null, drift_days: 0, drift_unexplained: null };
  expect(await figures({}, { range: { from: stopped, to: stopped + 1 } })).toMatchObject(nothing);
  expect(await figures({}, { copy: { state: 'off' } })).toMatchObject(nothing);
});
