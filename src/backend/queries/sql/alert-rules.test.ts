import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { copiedShop, stopped } from '../testing/copy-ask';

const day = 86_400_000;
const rule = z.object({ uid: z.string(), data: z.array(z.object({ model: z.looseObject({ refId: z.string() }) })) });
const file = z.object({ groups: z.array(z.object({ rules: z.array(rule) })) });
const rules = file
  .parse(parse(readFileSync('provisioning/alerting/shopscope.yaml', 'utf8')))
  .groups.flatMap((group) => group.rules);
const modelOf = (uid: string) => rules.find((each) => each.uid === uid)?.data[0]?.model ?? {};

let shop: Awaited<ReturnType<typeof copiedShop>>;
beforeAll(async () => {
  const sold = new Date(Date.now() - 2 * day).toISOString().slice(0, 10);
  const variants = ['out', 'left', 'untracked', 'asleep'];
  shop = await copiedShop({
    products: [
      { id: 'p', title: 'Wool socks', status: 'ACTIVE' },
      { id: 'd', title: 'Old hat', status: 'DRAFT' },
    ],
    variants: variants.map((id) => ({
      id,
      title: id === 'out' ? 'Blue' : 'Default Title',
      product_id: id === 'asleep' ? 'd' : 'p',
      inventory_item_id: `i-${id}`,
    })),
    inventory_items: variants.map((id) => ({ id: `i-${id}`, variant_id: id, tracked: id === 'untracked' ? 0 : 1 })),
    inventory_levels: variants.map((id) => ({
      inventory_item_id: `i-${id}`,
      location_id: 'l',
      available: id === 'left' ? 3 : 0,
    })),
    daily_sales: variants.map((value) => ({ dimension: 'variant', value, day: sold, units_sold: 5 })),
    reconciliations: [
      {
        day: sold,
        kpi: 'net_sales',
        copy_value: '98',
        shopify_value: '100',
        difference: '-2',
        unexplained: '-2',
        reasons: '[]',
        checked_at: stopped,
      },
    ],
  });
});
afterAll(() => {
  shop.close();
});

describe('SQL of the alert rules', () => {
  it('names top variants that are out of stock', async () => {
    const [frame] = await shop.query(modelOf('shopscope-stock-out'));
    expect(frame?.meta?.type).toBe('numeric-long');
    expect(frame?.fields.map(({ name, values }) => [name, [...values]])).toEqual([
      ['variant', ['Wool socks - Blue']],
      ['out_of_stock', [1]],
    ]);
  });

  it('gives no data, and no error, where nothing is out of stock', async () => {
    const empty = await copiedShop({});
    const [frame] = await empty.query(modelOf('shopscope-stock-out'));
    empty.close();
    expect(frame?.fields).toEqual([]);
    expect(frame?.meta?.notices ?? []).toEqual([]);
  });

  it('gives the share of net sales that differs for no known reason', async () => {
    const [frame] = await shop.query(modelOf('shopscope-reconciliation-drift'));
    expect(frame?.fields.map(({ name, values }) => [name, [...values]])).toEqual([['drift_percent', [2]]]);
  });
});
