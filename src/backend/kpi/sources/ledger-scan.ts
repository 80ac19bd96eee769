import { sql } from 'kysely';
import type { MeasuredRow, Read, Scope, Span } from '../definition';
import {
  addedUp,
  and,
  bucketTable,
  dimensionParts,
  groupBy,
  joined,
  measured,
  valueColumns,
  type Sql,
} from './sql-parts';

/** Goods, and what Shopify can't type. The copy's rollup reads the ledger alike; a test holds them together. */
const goods = sql`s.line_type not in ('GIFT_CARD', 'SHIPPING', 'TIP', 'DUTY', 'FEE', 'ADDITIONAL_FEE', 'ADJUSTMENT')`;

/** Measures that the ledger itself gives. */
const sums: Readonly<Record<string, Sql>> = {
  gross: sql`sum(case when ${goods} and s.action <> 'RETURN' then s.gross else 0 end)`,
  discounts: sql`sum(case when ${goods} and s.action <> 'RETURN' then s.discount else 0 end)`,
  returns: sql`sum(case when (${goods} and s.action = 'RETURN') or s.line_type = 'ADJUSTMENT' then s.discount - s.gross else 0 end)`,
  taxes: sql`sum(case when s.line_type = 'GIFT_CARD' then 0 else s.tax end)`,
  shipping: sql`sum(case when s.line_type = 'SHIPPING' then s.gross - s.discount else 0 end)`,
  tips: sql`sum(case when s.line_type = 'TIP' then s.gross - s.discount else 0 end)`,
  duties: sql`sum(case when s.line_type in ('DUTY', 'FEE', 'ADDITIONAL_FEE') then s.gross - s.discount else 0 end)`,
  gift_cards: sql`sum(case when s.line_type = 'GIFT_CARD' then s.gross - s.discount else 0 end)`,
  units_sold: sql`sum(case when ${goods} and s.action <> 'RETURN' then s.quantity else 0 end)`,
  units_returned: sql`sum(case when ${goods} and s.action = 'RETURN' then -s.quantity else 0 end)`,
  cost: sql`sum(case when ${goods} and l.unit_cost is not null then s.quantity * l.unit_cost else 0 end)`,
  costed_net: sql`sum(case when ${goods} and l.unit_cost is not null then s.gross - s.discount else 0 end)`,
  returned_orders: sql`count(distinct case when s.action = 'RETURN' and ${goods} then s.order_id end)`,
};
const needLine = new Set(['cost', 'costed_net']);

/** Measures of orders on the day they were placed. */
const placed: Readonly<Record<string, Sql>> = {
  orders: sql`count(distinct o.id)`,
  cancelled_orders: sql`count(distinct case when o.cancelled_at is not null then o.id end)`,
};

/** Columns of `daily_sales` that are sums of a day. */
export const rolledUp = [...Object.keys(sums), ...Object.keys(placed)];

const roots = sql`o.test = 0 and o.deleted_at is null`;

/** Instant and day of an order by the definition asked for. */
function orderTime({ definition }: Scope): { readonly at: Sql; readonly day: Sql } {
  return definition.orderDate === 'created'
    ? { at: sql`o.created_at`, day: sql`o.created_day` }
    : { at: sql`o.processed_at`, day: sql`o.processed_day` };
}

function inBucket(at: Sql, day: Sql): Sql {
  return sql`${day} >= b.from_day and ${day} <= b.to_day and ${at} >= b.from_at and ${at} < b.to_at`;
}

/** The stretches of the ledger that a scope needs: by the date of the sale itself, or by that of its order. */
function ledgerParts(scope: Scope): Array<{ readonly from: Sql; readonly where: Sql }> {
  const time = orderTime(scope);
  const byOrder = {
    from: sql`b cross join orders o join sales s on s.shop_id = o.shop_id and s.order_id = o.id`,
    where: sql`o.shop_id = ${scope.shopId} and ${inBucket(time.at, time.day)}`,
  };
  const bySale = {
    from: sql`b cross join sales s join orders o on o.shop_id = s.shop_id and o.id = s.order_id`,
    where: sql`s.shop_id = ${scope.shopId} and ${inBucket(sql`s.happened_at`, sql`s.happened_day`)}`,
  };
  const { orderDate, returnDate } = scope.definition;
  if (orderDate === 'processed' && returnDate === 'returned') {
    return [bySale];
  }
  // What an order was placed with counts on the order's date; edits keep their own, and returns too unless told otherwise.
  const ofOrder = returnDate === 'ordered' ? sql`(s.reason = 'ORDER' or s.action = 'RETURN')` : sql`s.reason = 'ORDER'`;
  return [
    { ...byOrder, where: sql`${byOrder.where} and ${ofOrder}` },
    { ...bySale, where: sql`${bySale.where} and not ${ofOrder}` },
  ];
}

/**
 * Sales added up from the ledger itself, whatever the dimensions, hours and definition. `byOrder` has a row for each order,
 * whose id is the last value.
 */
export async function scanned(
  read: Read,
  scope: Scope,
  spans: readonly Span[],
  measures: readonly string[],
  byOrder = false
): Promise<MeasuredRow[]> {
  const { dimensions, filters, definition, shopId } = scope;
  const { values: by, joins, conditions, ofLine } = dimensionParts(dimensions, filters);
  const values = byOrder ? [...by, sql`o.id`] : by;
  const kept = [...conditions, ...(definition.cancelled === 'left_out' ? [sql`o.cancelled_at is null`] : [])];
  const table = bucketTable(scope, spans);
  const rows: MeasuredRow[] = [];
  const ofLedger = measures.filter((name) => Object.hasOwn(sums, name));
  if (ofLedger.length > 0) {
    const line =
      ofLine || ofLedger.some((name) => needLine.has(name))
        ? sql`left join line_items l on l.shop_id = s.shop_id and l.id = s.line_item_id`
        : sql``;
    for (const { from, where } of ledgerParts(scope)) {
      const columns = ofLedger.map((name) => sql`${sums[name]} as ${sql.ref(name)}`);
      rows.push(
        ...(await measured(
          read,
          sql`with ${table} select b.bucket as bucket${valueColumns(values)}, ${sql.join(columns)}
            from ${from} ${line} ${joined(joins)} where ${where} and ${roots}${and(kept)} ${groupBy(values)}`,
          values.length,
          ofLedger
        ))
      );
    }
  }
  const ofOrders = measures.filter((name) => Object.hasOwn(placed, name));
  if (ofOrders.length > 0) {
    const time = orderTime(scope);
    const line = ofLine ? sql`left join line_items l on l.shop_id = o.shop_id and l.order_id = o.id` : sql``;
    const columns = ofOrders.map((name) => sql`${placed[name]} as ${sql.ref(name)}`);
    rows.push(
      ...(await measured(
        read,
        sql`with ${table} select b.bucket as bucket${valueColumns(values)}, ${sql.join(columns)}
          from b cross join orders o ${line} ${joined(joins)}
          where o.shop_id = ${shopId} and ${inBucket(time.at, time.day)} and ${roots}${and(kept)} ${groupBy(values)}`,
        values.length,
        ofOrders
      ))
    );
  }
  return addedUp(rows);
}
