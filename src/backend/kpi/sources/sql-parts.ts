import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { KpiDimension } from '../../../query';
import { copyQuery, type CopyQuery } from '../../copy/query';
import type { FilterOperator, KpiFilter, MeasuredRow, Read, Scope, Span } from '../definition';
import { dayOf } from '../days';
import { orderDimension, type DimensionSql } from './dimensions';

export type Sql = RawBuilder<unknown>;

/**
 * The scope's buckets as a table `b` of start, end, and the first and last day that they touch. It leads a statement, so
 * that each bucket is one walk along an index.
 */
export function bucketTable({ buckets, shopZone }: Scope, spans: readonly Span[]): Sql {
  const rows = spans.map((span) => {
    const start = buckets.findLast(({ from }) => from <= span.from)?.from ?? span.from;
    return sql`(${start}, ${span.from}, ${span.to}, ${dayOf(span.from, shopZone)}, ${dayOf(Math.max(span.from, span.to - 1), shopZone)})`;
  });
  return sql`b(bucket, from_at, to_at, from_day, to_day) as (values ${sql.join(rows)})`;
}

/** A condition out of a filter of a text. */
export function matches(value: Sql, operator: FilterOperator, values: readonly string[]): Sql {
  switch (operator) {
    case '=':
      return sql`${value} in (${sql.join(values)})`;
    case '!=':
      return sql`${value} not in (${sql.join(values)})`;
    case '=~':
      return sql`(${sql.join(
        values.map((each) => sql`instr(lower(${value}), lower(${each})) > 0`),
        sql` or `
      )})`;
    case '!~':
      return sql`(${sql.join(
        values.map((each) => sql`instr(lower(${value}), lower(${each})) = 0`),
        sql` and `
      )})`;
  }
}

export interface DimensionParts {
  readonly values: readonly Sql[];
  readonly joins: readonly Sql[];
  readonly conditions: readonly Sql[];
  readonly ofLine: boolean;
}

/** What a scope's dimensions and filters need of a statement over orders `o` and lines `l`. */
export function dimensionParts(
  dimensions: readonly KpiDimension[],
  filters: readonly KpiFilter[],
  lookUp: (name: KpiDimension) => DimensionSql | undefined = orderDimension
): DimensionParts {
  const need = (name: KpiDimension): DimensionSql => {
    const found = lookUp(name);
    if (found === undefined) {
      throw new Error(`no such dimension here: ${name}`);
    }
    return found;
  };
  const asked = dimensions.map(need);
  // A dimension of which there may be several is filtered apart from the one that rows are told apart by.
  const filtered = filters.map((filter) => ({ filter, parts: need(filter.dimension) }));
  const joins = new Map<string, Sql>();
  for (const [index, each] of [...asked, ...filtered.map(({ parts }) => parts)].entries()) {
    const name =
      index < asked.length ? (dimensions[index] ?? '') : (filtered[index - asked.length]?.filter.dimension ?? '');
    if (each.join !== undefined) {
      joins.set(name, each.join);
    }
  }
  return {
    values: asked.map(({ value }) => value),
    joins: [...joins.values()],
    conditions: filtered.map(({ filter, parts }) => matches(parts.value, filter.operator, filter.values)),
    ofLine: [...asked, ...filtered.map(({ parts }) => parts)].some(({ ofLine }) => ofLine),
  };
}

export const number = z.union([z.number(), z.bigint().transform(Number)]).nullable();

/** `, a as v0, b as v1` for the select list. */
export function valueColumns(values: readonly Sql[]): Sql {
  return values.length === 0
    ? sql``
    : sql`, ${sql.join(values.map((value, index) => sql`${value} as ${sql.ref(`v${index}`)}`))}`;
}

/** `group by bucket, v0, v1` in words that every dialect takes. */
export function groupBy(values: readonly Sql[]): Sql {
  return sql`group by ${sql.join([sql`b.bucket`, ...values])}`;
}

export function and(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql` and ${sql.join(conditions, sql` and `)}`;
}

export function joined(joins: readonly Sql[]): Sql {
  return joins.length === 0 ? sql`` : sql.join(joins, sql` `);
}

export function compiled(statement: RawBuilder<unknown>): CopyQuery {
  const { sql: text, parameters } = statement.compile(copyQuery());
  return { sql: text, parameters };
}

/** Texts, numbers or nothing. Looked at by hand: rows are thousands, and a schema of a record takes ten times as long. */
const measuredRow = z.custom<Readonly<Record<string, string | number | bigint | null>>>(
  (row) => typeof row === 'object' && row !== null && Object.values(row).every(isValue)
);

function isValue(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint';
}

/** Runs a statement whose columns are `bucket`, `v0`…, and the measures. */
export async function measured(
  read: Read,
  statement: Sql,
  values: number,
  measures: readonly string[]
): Promise<MeasuredRow[]> {
  const rows = await read(compiled(statement), measuredRow);
  return rows.map((each) => ({
    bucket: Number(each['bucket'] ?? 0),
    values: Array.from({ length: values }, (_, index) => String(each[`v${index}`] ?? '')),
    measures: Object.fromEntries(measures.map((name) => [name, Number(each[name] ?? 0)])),
  }));
}

/** Adds up rows of the same bucket and values. */
export function addedUp(rows: readonly MeasuredRow[]): MeasuredRow[] {
  const sums = new Map<string, { row: MeasuredRow; measures: Record<string, number> }>();
  for (const row of rows) {
    const key = row.values.length === 0 ? String(row.bucket) : JSON.stringify([row.bucket, ...row.values]);
    const known = sums.get(key) ?? { row, measures: {} };
    for (const [name, value] of Object.entries(row.measures)) {
      known.measures[name] = (known.measures[name] ?? 0) + value;
    }
    sums.set(key, known);
  }
  return [...sums.values()].map(({ row, measures }) => ({ ...row, measures }));
}
