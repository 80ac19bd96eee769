import { sql } from 'kysely';
import type { MeasuredRow, Read, Scope, Span } from '../definition';
import { dayEnd, dayOf, dayStart, wholeDays, type DayRange } from '../days';
import { measured, type Sql } from './sql-parts';

const names = ['customers', 'new_customers', 'first_orders', 'later_orders'] as const;

interface Whole {
  readonly bucket: Span;
  readonly days: DayRange;
}

/** Whether rollups can tell a scope's customers: the whole shop's, by the time of the order, in days or more. */
export function customersRollUp({ dimensions, filters, definition, bucket }: Scope): boolean {
  return dimensions.length === 0 && filters.length === 0 && definition.orderDate === 'processed' && bucket !== 'hour';
}

/**
 * Customers of whole days out of `daily_customers` and `customer_gaps`: those of a day whose order before lies before the
 * stretch are seen there for the first time, so that each counts once. At the edges of a range it is the orders
 * themselves, without customers who ordered on the whole days too. `rest` are buckets without a whole day.
 */
export function customersFromRollup(
  read: Read,
  scope: Scope
): { readonly rows: Promise<MeasuredRow[]>; readonly rest: readonly Span[] } {
  const { buckets, shopZone, now } = scope;
  const whole: Whole[] = [];
  const edges: Array<Whole & { readonly span: Span }> = [];
  const rest: Span[] = [];
  for (const bucket of buckets) {
    const { whole: days, rest: around } = wholeDays(bucket, shopZone, now);
    if (days === undefined) {
      rest.push(bucket);
    } else {
      whole.push({ bucket, days });
      edges.push(...around.map((span) => ({ bucket, days, span })));
    }
  }
  const reads = [
    ...(whole.length === 0 ? [] : [(scope.bucket === 'day' ? eachDay : ofDays)(read, scope, whole)]),
    ...(edges.length === 0 ? [] : [ofEdges(read, scope, edges)]),
  ];
  return { rows: Promise.all(reads).then((found) => added(found.flat())), rest };
}

/** Buckets of a day: every customer of the day counts. */
async function eachDay(read: Read, { shopId }: Scope, whole: readonly Whole[]): Promise<MeasuredRow[]> {
  const starts = new Map(whole.map(({ bucket, days }) => [days.first, bucket.from]));
  const rows = await measured(
    read,
    sql`select 0 as bucket, d.day as v0, sum(d.customers) as customers,
        sum(case when d.before_month = '' then d.customers else 0 end) as new_customers,
        sum(d.first_orders) as first_orders, sum(d.later_orders) as later_orders
      from daily_customers d where d.shop_id = ${shopId}
        and d.day >= ${whole[0]?.days.first ?? ''} and d.day <= ${whole.at(-1)?.days.last ?? ''} group by d.day`,
    1,
    names
  );
  return rows.flatMap(({ values: [day = ''], measures }) => {
    const bucket = starts.get(day);
    return bucket === undefined ? [] : [{ bucket, values: [], measures }];
  });
}

async function ofDays(read: Read, { shopId }: Scope, whole: readonly Whole[]): Promise<MeasuredRow[]> {
  const rows = sql.join(
    whole.map(({ bucket, days: { first, last } }) => {
      const month = first.slice(0, 7);
      return sql`(${bucket.from}, ${first}, ${last}, ${month}, ${`${month}-01`})`;
    })
  );
  return await measured(
    read,
    sql`with b(bucket, first, last, month, month_start) as (values ${rows})
      select r.bucket as bucket, sum(r.customers) as customers, sum(r.new_customers) as new_customers,
        sum(r.first_orders) as first_orders, sum(r.later_orders) as later_orders
      from (
        select b.bucket as bucket, sum(case when d.before_month < b.month then d.customers else 0 end) as customers,
          sum(case when d.before_month = '' then d.customers else 0 end) as new_customers,
          sum(d.first_orders) as first_orders, sum(d.later_orders) as later_orders
        from b cross join daily_customers d
        where d.shop_id = ${shopId} and d.day >= b.first and d.day <= b.last group by b.bucket
        union all
        select b.bucket, sum(g.customers), 0, 0, 0 from b cross join customer_gaps g
        where g.shop_id = ${shopId} and g.before_day >= b.month_start and g.before_day < b.first
          and g.day >= b.first and g.day <= b.last group by b.bucket
      ) r group by r.bucket`,
    0,
    names
  );
}

async function ofEdges(
  read: Read,
  { shopId, shopZone }: Scope,
  edges: ReadonlyArray<Whole & { readonly span: Span }>
): Promise<MeasuredRow[]> {
  const rows = sql.join(
    edges.map(({ bucket, days, span }) => {
      const from = dayStart(days.first, shopZone);
      const to = dayEnd(dayStart(days.last, shopZone), shopZone);
      return sql`(${bucket.from}, ${span.from}, ${span.to}, ${dayOf(span.from, shopZone)}, ${dayOf(span.to - 1, shopZone)}, ${from}, ${to})`;
    })
  );
  const counts = (order: string): Sql => {
    const [test, deleted, cancelled] = ['test', 'deleted_at', 'cancelled_at'].map((name) =>
      sql.ref(`${order}.${name}`)
    );
    return sql`${test} = 0 and ${deleted} is null and ${cancelled} is null`;
  };
  return await measured(
    read,
    sql`with b(bucket, from_at, to_at, from_day, to_day, whole_from, whole_to) as (values ${rows})
      select b.bucket as bucket,
        count(distinct case when not exists (
          select 1 from orders p where p.shop_id = o.shop_id and p.customer_id = o.customer_id
            and p.processed_at >= b.whole_from and p.processed_at < b.whole_to and ${counts('p')}
        ) then o.customer_id end) as customers,
        count(distinct case when f.first_order_at = o.processed_at then o.customer_id end) as new_customers,
        count(case when f.first_order_at = o.processed_at then 1 end) as first_orders,
        count(case when f.first_order_at < o.processed_at then 1 end) as later_orders
      from b cross join orders o
        join customer_facts f on f.shop_id = o.shop_id and f.customer_id = o.customer_id
      where o.shop_id = ${shopId} and o.processed_day >= b.from_day and o.processed_day <= b.to_day
        and o.processed_at >= b.from_at and o.processed_at < b.to_at and ${counts('o')}
      group by b.bucket`,
    0,
    names
  );
}

function added(rows: readonly MeasuredRow[]): MeasuredRow[] {
  const sums = new Map<number, Record<(typeof names)[number], number>>();
  for (const { bucket, measures } of rows) {
    const sum = sums.get(bucket) ?? { customers: 0, new_customers: 0, first_orders: 0, later_orders: 0 };
    for (const name of names) {
      sum[name] += measures[name] ?? 0;
    }
    sums.set(bucket, sum);
  }
  return [...sums].map(([bucket, measures]) => ({
    bucket,
    values: [],
    measures: { ...measures, returning_customers: measures.customers - measures.new_customers },
  }));
}
