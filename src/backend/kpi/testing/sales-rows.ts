import type { Scope } from '../definition';
import { dayOf, dayStart } from '../days';
import { tinyShop } from './tiny-copy';

const zone = 'Asia/Seoul';

/** Midnight of the first, second … day of a made-up month in the shop's zone. */
export function tinyDay(number: number): number {
  return dayStart(`2026-03-${String(number).padStart(2, '0')}`, zone);
}

const noon = (day: number) => tinyDay(day) + 12 * 3_600_000;
const on = (day: number) => ({ happened_at: noon(day), happened_day: dayOf(noon(day), zone) });
const placed = (day: number) => ({
  processed_at: noon(day),
  created_at: noon(day),
  processed_day: dayOf(noon(day), zone),
  created_day: dayOf(noon(day), zone),
});
const m = (amount: number) => amount * 10_000;

const sale = (id: string, order_id: string, day: number, line_type: string, gross: number, more: object = {}) => ({
  id,
  order_id,
  agreement_id: `${order_id}-1`,
  reason: 'ORDER',
  action: 'ORDER',
  ...on(day),
  line_type,
  gross: m(gross),
  quantity: 1,
  ...more,
});

/** An order with discount, shipping, tip and a return a day later; a cancelled one with a gift card; a test order. */
export const salesRows = {
  orders: [
    { id: 'o1', ...placed(1), channel: 'web', channel_name: 'Online Store', shipping_country: 'KR', customer_id: 'c1' },
    { id: 'o2', ...placed(1), channel: 'pos', channel_name: 'Point of Sale', cancelled_at: noon(2), customer_id: 'c2' },
    { id: 'o3', ...placed(1), test: 1 },
  ],
  order_tags: [
    { order_id: 'o1', tag: 'vip' },
    { order_id: 'o1', tag: 'gift' },
  ],
  line_items: [
    { id: 'l1', order_id: 'o1', product_id: 'p1', variant_id: 'v1', title: 'Cup', quantity: 2, unit_cost: m(20) },
    { id: 'l2', order_id: 'o2', product_id: 'p2', variant_id: 'v2', title: 'Pot', quantity: 1 },
    { id: 'l3', order_id: 'o2', product_id: 'g1', variant_id: 'v3', title: 'Gift card', quantity: 1, gift_card: 1 },
    { id: 'l4', order_id: 'o3', product_id: 'p1', variant_id: 'v1', title: 'Cup', quantity: 1 },
  ],
  sales: [
    sale('s1', 'o1', 1, 'PRODUCT', 100, { line_item_id: 'l1', quantity: 2, discount: m(10), tax: m(9), total: m(99) }),
    sale('s2', 'o1', 1, 'SHIPPING', 5, { total: m(5) }),
    sale('s3', 'o1', 1, 'TIP', 2, { total: m(2) }),
    sale('s4', 'o2', 1, 'PRODUCT', 30, { line_item_id: 'l2', tax: m(3), total: m(33) }),
    sale('s5', 'o2', 1, 'GIFT_CARD', 25, { line_item_id: 'l3', total: m(25) }),
    sale('s6', 'o3', 1, 'PRODUCT', 50, { line_item_id: 'l4', total: m(50) }),
    sale('s7', 'o1', 2, 'PRODUCT', -50, {
      reason: 'RETURN',
      action: 'RETURN',
      line_item_id: 'l1',
      quantity: -1,
      discount: m(-5),
      tax: m(-4.5),
      total: m(-49.5),
    }),
  ],
  daily_sales: [{ dimension: 'all', value: '', day: '2026-03-01', gross: m(777), orders: 7 }],
};

/** A scope over the first two days, with whatever is to be different. */
export function scopeOf(more: Partial<Scope>): Scope {
  const range = more.range ?? { from: tinyDay(1), to: tinyDay(3) };
  return {
    shopId: tinyShop,
    shopZone: zone,
    now: tinyDay(20),
    range,
    bucket: 'none',
    buckets: [range],
    dimensions: [],
    filters: [],
    definition: { orderDate: 'processed', returnDate: 'returned', cancelled: 'counted' },
    ...more,
  };
}
