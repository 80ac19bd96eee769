import { sql } from 'kysely';
import { z } from 'zod';
import type { MeasuredRow, Source } from '../definition';
import { dayOf } from '../days';
import { ledger } from './ledger';
import { compiled } from './sql-parts';

const pair = z.object({ one: z.string(), other: z.string(), orders: z.number() });
const mostPairs = 1_000;

/** In how many orders two products were bought together. Each pair counts once, the product with the lower id first. */
export const pairs: Source = {
  name: 'pairs',
  async read(read, { shopId, range, shopZone }) {
    const rows = await read(
      compiled(sql`with bought as (
          select distinct o.id as order_id, l.product_id as product_id
          from orders o join line_items l on l.shop_id = o.shop_id and l.order_id = o.id
          where o.shop_id = ${shopId} and o.processed_day >= ${dayOf(range.from, shopZone)}
            and o.processed_at >= ${range.from} and o.processed_at < ${range.to}
            and o.test = 0 and o.deleted_at is null and o.cancelled_at is null
            and l.product_id is not null and l.gift_card = 0
        )
        select a.product_id as one, c.product_id as other, count(*) as orders
        from bought a join bought c on c.order_id = a.order_id and c.product_id > a.product_id
        group by a.product_id, c.product_id order by orders desc, one, other limit ${mostPairs}`),
      pair
    );
    return rows.map(({ one, other, orders }) => ({ bucket: range.from, values: [one, other], measures: { orders } }));
  },
};

/**
 * Net sales by product with its ABC class: A makes up the first 80 % of net sales, B the next 15 %, C the rest. Where
 * products are not asked for, classes are added up.
 */
export const abc: Source = {
  name: 'abc',
  async read(read, scope) {
    const rows = await ledger.read(
      read,
      {
        ...scope,
        dimensions: ['product'],
        filters: scope.filters.filter(({ dimension }) => dimension !== 'abc_class'),
      },
      new Set(['gross', 'discounts', 'returns'])
    );
    const sold = rows
      .map(({ values, measures }) => ({
        product: values[0] ?? '',
        net: (measures['gross'] ?? 0) - (measures['discounts'] ?? 0) - (measures['returns'] ?? 0),
      }))
      .filter(({ product }) => product !== '')
      .sort((a, b) => b.net - a.net || (a.product < b.product ? -1 : 1));
    const total = sold.reduce((sum, { net }) => sum + Math.max(0, net), 0);
    let before = 0;
    const found: MeasuredRow[] = [];
    for (const { product, net } of sold) {
      const share = total === 0 ? 1 : before / total;
      const abcClass = share < 0.8 ? 'A' : share < 0.95 ? 'B' : 'C';
      before += Math.max(0, net);
      const value = { product, abc_class: abcClass };
      found.push({
        bucket: scope.range.from,
        values: scope.dimensions.map((each) => (each === 'product' ? value.product : value.abc_class)),
        measures: { net, products: 1 },
      });
    }
    return scope.dimensions.includes('product') ? found : byClass(found);
  },
};

function byClass(rows: readonly MeasuredRow[]): MeasuredRow[] {
  const classes = new Map<string, MeasuredRow>();
  for (const row of rows) {
    const key = row.values[0] ?? '';
    const known = classes.get(key);
    classes.set(key, {
      ...row,
      measures: {
        net: (known?.measures['net'] ?? 0) + (row.measures['net'] ?? 0),
        products: (known?.measures['products'] ?? 0) + 1,
      },
    });
  }
  return [...classes.values()];
}
