import { sql } from 'kysely';
import type { MeasuredRow, Read, Scope, Span } from '../definition';
import { dayOf, wholeDays, wholeHours, wholeMonths, type DayRange } from '../days';
import { measured, valueColumns, type Sql } from './sql-parts';

/** Which rows of the rollups answer: those of one dimension, or of some values of it. */
export interface RolledUp {
  readonly dimension: string;
  readonly only?: readonly string[];
  /** Only so many values, those with the most orders. */
  readonly most?: number;
}

interface Part {
  readonly bucket: number;
  readonly span: DayRange;
}

/**
 * The rows of `daily_sales` and `monthly_sales` for each bucket: whole months where a bucket has some, days around them,
 * and for figures of the whole shop the hours around those. `rest` is what no rollup has.
 */
export function fromRollup(
  read: Read,
  scope: Scope,
  rollup: RolledUp,
  measures: readonly string[]
): { readonly rows: Promise<MeasuredRow[]>; readonly rest: readonly Span[] } {
  const { buckets, bucket: size, shopZone, now } = scope;
  const months: Part[] = [];
  const days: Part[] = [];
  const hours: Array<{ readonly bucket: number; readonly span: Span }> = [];
  const rest: Span[] = [];
  // An order with returns in two hours of one day would count twice.
  const byHour = rollup.dimension === 'all' && (size === 'hour' || !measures.includes('returned_orders'));
  for (const each of buckets) {
    const { from: bucket } = each;
    const { whole, rest: edges } =
      size === 'hour' ? { whole: undefined, rest: [each] } : wholeDays(each, shopZone, now);
    if (whole !== undefined) {
      const split = size === 'day' ? { months: undefined, days: [whole] } : wholeMonths(whole);
      months.push(...(split.months === undefined ? [] : [{ bucket, span: split.months }]));
      days.push(...split.days.map((span) => ({ bucket, span })));
    }
    for (const edge of edges) {
      const part = byHour ? wholeHours(edge, now) : { whole: undefined, rest: [edge] };
      hours.push(...(part.whole === undefined ? [] : [{ bucket, span: part.whole }]));
      rest.push(...part.rest);
    }
  }
  if (size === 'hour') {
    return { rows: hours.length === 0 ? Promise.resolve([]) : eachHour(read, scope, measures, hours), rest };
  }
  const parts = [
    ...(months.length === 0 ? [] : [ofSpans(scope, rollup, measures, 'month', months)]),
    ...(days.length === 0 || size === 'day' ? [] : [ofSpans(scope, rollup, measures, 'day', days)]),
    ...(hours.length === 0 ? [] : [ofHours(scope, measures, hours)]),
  ];
  const reads = [
    ...(parts.length === 0 ? [] : [summed(read, scope, rollup, measures, parts)]),
    ...(days.length === 0 || size !== 'day' ? [] : [eachDay(read, scope, rollup, measures, days)]),
  ];
  return { rows: Promise.all(reads).then((found) => found.flat()), rest };
}

/** One statement for all parts: adding up is cheaper there than carrying rows over. */
async function summed(
  read: Read,
  { dimensions }: Scope,
  { most }: RolledUp,
  measures: readonly string[],
  parts: readonly Sql[]
): Promise<MeasuredRow[]> {
  const values = dimensions.length === 0 ? [] : [sql`r.value`];
  const sums = measures.map((name) => sql`sum(${sql.ref(`r.${name}`)}) as ${sql.ref(name)}`);
  return await measured(
    read,
    sql`select r.bucket as bucket${valueColumns(values)}, ${sql.join(sums)}
      from (${sql.join(parts, sql` union all `)}) r group by ${sql.join([sql`r.bucket`, ...values])}
      ${most === undefined ? sql`` : sql`order by sum(r.orders) desc, r.value limit ${most}`}`,
    values.length,
    measures
  );
}

const tables = { day: 'daily_sales', month: 'monthly_sales' } as const;

function ofSpans(
  { shopId, dimensions }: Scope,
  { dimension, only }: RolledUp,
  measures: readonly string[],
  column: keyof typeof tables,
  spans: readonly Part[]
): Sql {
  const rows = spans.map(({ bucket, span }) => sql`(${bucket}, ${span.first}, ${span.last})`);
  const date = sql.ref(`d.${column}`);
  const kept = only === undefined ? sql`` : sql` and d.value in (${sql.join(only)})`;
  const by = dimensions.length === 0 ? [sql`b.column1`] : [sql`b.column1`, sql`d.value`];
  const sums = measures.map((name) => sql`sum(${sql.ref(`d.${name}`)}) as ${sql.ref(name)}`);
  return sql`select b.column1 as bucket, ${dimensions.length === 0 ? sql`''` : sql`d.value`} as value, ${sql.join(sums)}
    from (values ${sql.join(rows)}) b cross join ${sql.table(tables[column])} d
    where d.shop_id = ${shopId} and d.dimension = ${dimension} and ${date} >= b.column2 and ${date} <= b.column3${kept}
    group by ${sql.join(by)}`;
}

/** As `daily_sales` names hours. */
function hourText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

interface Hours {
  readonly bucket: number;
  readonly span: Span;
}

function ofHours({ shopId, shopZone }: Scope, measures: readonly string[], hours: readonly Hours[]): Sql {
  const rows = hours.map(
    ({ bucket, span: { from, to } }) =>
      sql`(${bucket}, ${dayOf(from, shopZone)}, ${dayOf(to - 1, shopZone)}, ${hourText(from)}, ${hourText(to)})`
  );
  const sums = measures.map((name) => sql`sum(${sql.ref(`d.${name}`)}) as ${sql.ref(name)}`);
  return sql`select b.column1 as bucket, '' as value, ${sql.join(sums)}
    from (values ${sql.join(rows)}) b cross join daily_sales d
    where d.shop_id = ${shopId} and d.dimension = 'hour' and d.day >= b.column2 and d.day <= b.column3
      and d.value >= b.column4 and d.value < b.column5
    group by b.column1`;
}

/** Buckets of a day: all in one walk, each put into its bucket here. */
async function eachDay(
  read: Read,
  { shopId, dimensions }: Scope,
  { dimension, only }: RolledUp,
  measures: readonly string[],
  days: readonly Part[]
): Promise<MeasuredRow[]> {
  const starts = new Map(days.map(({ bucket, span }) => [span.first, bucket]));
  const kept = only === undefined ? sql`` : sql` and d.value in (${sql.join(only)})`;
  const values = dimensions.length === 0 ? [sql`d.day`] : [sql`d.day`, sql`d.value`];
  const columns = measures.map((name) => sql`sum(${sql.ref(`d.${name}`)}) as ${sql.ref(name)}`);
  const rows = await measured(
    read,
    sql`select 0 as bucket${valueColumns(values)}, ${sql.join(columns)} from daily_sales d
      where d.shop_id = ${shopId} and d.dimension = ${dimension}
        and d.day >= ${days[0]?.span.first ?? ''} and d.day <= ${days.at(-1)?.span.last ?? ''}${kept}
      group by ${sql.join(values)}`,
    values.length,
    measures
  );
  return rows.flatMap(({ values: [day = '', ...others], measures: found }) => {
    const bucket = starts.get(day);
    return bucket === undefined ? [] : [{ bucket, values: others, measures: found }];
  });
}

/** Buckets of an hour: all in one walk, each put into its bucket here. */
async function eachHour(
  read: Read,
  { shopId, shopZone }: Scope,
  measures: readonly string[],
  hours: readonly Hours[]
): Promise<MeasuredRow[]> {
  const from = hours[0]?.span.from ?? 0;
  const to = hours.at(-1)?.span.to ?? 0;
  const starts = new Map(hours.map(({ bucket, span }) => [span.from, bucket]));
  const columns = measures.map((name) => sql`sum(${sql.ref(`d.${name}`)}) as ${sql.ref(name)}`);
  const rows = await measured(
    read,
    sql`select 0 as bucket, d.value as v0, ${sql.join(columns)} from daily_sales d
      where d.shop_id = ${shopId} and d.dimension = 'hour'
        and d.day >= ${dayOf(from, shopZone)} and d.day <= ${dayOf(to - 1, shopZone)}
        and d.value >= ${hourText(from)} and d.value < ${hourText(to)} group by d.value`,
    1,
    measures
  );
  return rows.flatMap(({ values: [text = ''], measures: found }) => {
    const bucket = starts.get(Date.parse(text));
    return bucket === undefined ? [] : [{ bucket, values: [], measures: found }];
  });
}
