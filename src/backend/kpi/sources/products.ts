import { sql } from 'kysely';
import type { MeasuredRow, Read, Scope, Source, Span } from '../definition';
import { ledger } from './ledger';
import { fromRollup } from './sales-rollup';
import { addedUp, bucketTable, measured } from './sql-parts';

const mostPairs = 1_000;

/**
 * In how many orders two products were bought together. Each pair counts once, the product with the lower id first. Whole
 * days come from the rollup of pairs, the hours at the edges from the orders.
 */
export const pairs: Source = {
  name: 'pairs',
  async read(read, scope) {
    const { rows, rest } = fromRollup(
      read,
      { ...scope, dimensions: ['product'] },
      { dimension: 'pair', most: mostPairs },
      ['orders']
    );
    const [whole, edges] = await Promise.all([rows, rest.length === 0 ? [] : pairsScanned(read, scope, rest)]);
    const known = new Set(whole.map(({ values: [pair] }) => pair));
    // Of a pair that is not among the first of the whole days, the edges alone would say too little.
    const kept = whole.length < mostPairs ? edges : edges.filter(({ values: [pair] }) => known.has(pair));
    return addedUp([...whole, ...kept])
      .sort((a, b) => (b.measures['orders'] ?? 0) - (a.measures['orders'] ?? 0))
      .slice(0, mostPairs)
      .map((row) => ({ ...row, values: (row.values[0] ?? '').split(' ') }));
  },
};

/** Pairs counted from the orders themselves; their ids with a space between, as the rollup has them. */
export async function pairsScanned(read: Read, scope: Scope, spans: readonly Span[]): Promise<MeasuredRow[]> {
  return await measured(
    read,
    sql`with ${bucketTable(scope, spans)}, bought as materialized (
        select distinct b.bucket as bucket, o.id as order_id, l.product_id as product_id
        from b cross join orders o cross join line_items l
        where o.shop_id = ${scope.shopId} and o.processed_day >= b.from_day and o.processed_day <= b.to_day
          and o.processed_at >= b.from_at and o.processed_at < b.to_at
          and o.test = 0 and o.deleted_at is null and o.cancelled_at is null
          and l.shop_id = o.shop_id and l.order_id = o.id and l.product_id is not null and l.gift_card = 0
      )
      select a.bucket as bucket, a.product_id || ' ' || c.product_id as v0, count(*) as orders
      from bought a join bought c on c.order_id = a.order_id and c.bucket = a.bucket and c.product_id > a.product_id
      group by a.bucket, a.product_id, c.product_id`,
    1,
    ['orders']
  );
}

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
