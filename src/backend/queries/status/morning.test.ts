import { afterAll, beforeAll, expect, it } from 'vitest';
import { copiedShop, stopped } from '../testing/copy-ask';

const day = 86_400_000;
const money = 10_000;
/** Orders of Mondays, the newest first: without the highest and lowest they are ten on average. */
const mondays = [10, 8, 12, 100, 10, 10, 0, 10];
const monday = Date.UTC(2026, 2, 2);
const text = (at: number) => new Date(at).toISOString().slice(0, 10);

let shop: Awaited<ReturnType<typeof copiedShop>>;
beforeAll(async () => {
  shop = await copiedShop({
    daily_sales: [
      { dimension: 'all', value: '', day: text(monday), gross: 1_500 * money, discounts: 100 * money, orders: 12 },
      // Sunday counts for nothing, and today is not over.
      { dimension: 'all', value: '', day: text(monday - day), gross: 9 * money, orders: 700 },
      { dimension: 'all', value: '', day: text(monday + day), gross: 9 * money, orders: 700 },
      ...mondays.map((orders, week) => ({
        dimension: 'all',
        value: '',
        day: text(monday - 7 * (week + 1) * day),
        gross: money,
        orders,
      })),
    ],
    incidents: [
      { id: 'a', revision: 1, started_at: monday + 3 * 3_600_000, ended_at: monday + 4 * 3_600_000 },
      { id: 'b', revision: 1, started_at: monday - 20 * day, ended_at: monday - 19 * day },
    ],
    products: [{ id: 'p', status: 'ACTIVE' }],
    variants: ['v1', 'v2'].map((id) => ({ id, product_id: 'p', inventory_item_id: `i-${id}` })),
    inventory_items: ['v1', 'v2'].map((id) => ({ id: `i-${id}`, variant_id: id, tracked: 1 })),
    inventory_levels: [
      { inventory_item_id: 'i-v1', location_id: 'l', available: 0 },
      { inventory_item_id: 'i-v2', location_id: 'l', available: 5 },
    ],
  });
});
afterAll(() => {
  shop.close();
});

async function due(model: object = {}, asking: Parameters<typeof shop.query>[1] = {}) {
  const [frame] = await shop.query({ queryType: 'status', part: 'morning', ...model }, asking);
  expect(frame?.fields.map(({ name }) => name)).toEqual(['morning_due']);
  const [field] = frame?.fields ?? [];
  return { value: field?.values[0], labels: field?.labels };
}

it('is due within a quarter of an hour from the chosen hour of the shop on', async () => {
  expect(new Date(stopped).toISOString()).toBe('2026-03-03T09:00:00.000Z');
  const values = await Promise.all([17, 18, 19, 0].map(async (hour) => (await due({ hour })).value));
  expect(values).toEqual([0, 1, 0, 0]);
});

it('tells of yesterday against the usual of that weekday', async () => {
  expect((await due({ hour: 18 })).labels).toEqual({
    metric: 'morning_due',
    day: 'Monday, March 2, 2026',
    sentence:
      'Sales ₩1,400, orders 12 (+20%, usually about 10 on this weekday). Incidents: 1. Variants out of stock: 1.',
  });
  expect((await due({ hour: 18 }, { language: 'ko' })).labels).toMatchObject({
    day: '2026년 3월 2일 월요일',
    sentence: '매출 ₩1,400, 주문 12건 (평소 같은 요일 약 10건 대비 +20%). 장애 1건. 품절 옵션 1개.',
  });
});

it('says where the copy does not reach back far enough to know the usual', async () => {
  const { labels } = await due({ hour: 18 }, { copy: { completeFrom: monday - 15 * day } });
  expect(labels?.['sentence']).toContain('orders 12 (too few weeks yet to tell what is usual).');
});

it.each([
  ['no copy', { state: 'off' as const }],
  ['a copy that does not hold yesterday', { completeFrom: stopped - 3_600_000 }],
])('knows nothing with %s', async (_, copy) => {
  expect(await due({ hour: 18 }, { copy })).toEqual({ value: null, labels: { metric: 'morning_due' } });
});
