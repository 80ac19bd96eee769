import { DateTime } from 'luxon';

import type { Product, Variant, World } from '../../world/types';
import { add, sum, type Group } from '../group';
import { numberOf, ratio, schema, type Dimension, type Schema } from '../schema';

/** One variant on one local day (or the part of it that the range holds). */
interface Row {
  readonly at: number;
  readonly until: number;
  readonly product: Product;
  readonly variant: Variant;
  readonly first: number;
  readonly last: number;
  readonly sold: number;
}

function* rows(world: World, from: number, to: number): Generator<Row> {
  const end = Math.min(to, world.now());
  const zone = world.shop.timeZone;
  const products = [...world.products.list('id')].filter(({ isGiftCard }) => !isGiftCard);
  for (let at = from; at < end;) {
    const next = Math.min(end, DateTime.fromMillis(at, { zone }).startOf('day').plus({ days: 1 }).toMillis());
    const before = world.stockAt(at);
    const after = world.stockAt(next);
    const sold = new Map<string, number>();
    for (const line of world.ledger(at, next)) {
      if (line.item && !line.order.test) {
        sold.set(line.item.variantId, (sold.get(line.item.variantId) ?? 0) + line.sold);
      }
    }
    for (const product of products) {
      for (const variant of product.createdAt <= next ? product.variants : []) {
        const first = before.get(variant.id) ?? 0;
        const last = after.get(variant.id) ?? 0;
        yield { at, until: next, product, variant, first, last, sold: sold.get(variant.id) ?? 0 };
      }
    }
    at = next;
  }
}

const text = (label: string, of: (row: Row) => string): Dimension<Row> => ({ type: 'STRING', label, of });

function read(group: Group, which: 'first' | 'last'): number {
  let total = 0;
  for (const reading of group.readings.values()) {
    total += reading[which];
  }
  return total;
}

/** Stock over all locations at the beginning and the end of each row's time. */
export const inventory: Schema = schema<Row>({
  name: 'inventory',
  dimensions: {
    product_title: text('Product title', ({ product }) => product.title),
    product_id: { type: 'IDENTITY', label: 'Product ID', of: ({ product }) => numberOf(product.id) },
    product_vendor: text('Product vendor', ({ product }) => product.vendor),
    product_type: text('Product type', ({ product }) => product.productType),
    product_variant_id: { type: 'IDENTITY', label: 'Product variant ID', of: ({ variant }) => numberOf(variant.id) },
    product_variant_title: text('Product variant title', ({ variant }) => variant.title),
    product_variant_sku: text('Product variant SKU', ({ variant }) => variant.sku),
  },
  metrics: {
    starting_inventory_units: {
      type: 'INTEGER',
      label: 'Starting inventory units',
      of: (group) => read(group, 'first'),
    },
    ending_inventory_units: { type: 'INTEGER', label: 'Ending inventory units', of: (group) => read(group, 'last') },
    inventory_units_sold: { type: 'INTEGER', label: 'Inventory units sold', of: (group) => sum(group, 'sold') },
    sell_through_rate: {
      type: 'PERCENT',
      label: 'Sell-through rate',
      of: (group) => ratio(sum(group, 'sold'), sum(group, 'sold') + read(group, 'last')),
    },
    ending_inventory_value: {
      type: 'MONEY',
      label: 'Ending inventory value',
      of: (group) => [...group.readings.values()].reduce((total, { last, worth }) => total + last * worth, 0),
    },
  },
  rows,
  at: ({ at }) => at,
  add: (group, { at, until, variant, first, last, sold }) => {
    add(group, 'sold', sold);
    const known = group.readings.get(variant.id);
    group.readings.set(variant.id, {
      from: Math.min(at, known?.from ?? at),
      first: known && known.from <= at ? known.first : first,
      to: Math.max(until, known?.to ?? until),
      last: known && known.to >= until ? known.last : last,
      worth: variant.cost,
    });
  },
});
