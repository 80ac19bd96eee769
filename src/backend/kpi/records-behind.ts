import { DateTime } from 'luxon';
import { kpiDimensions, type Behind, type KpiBucket, type RecordKind } from '../../query';
import type { KpiFilter, Measures, Read, Scope, Span } from './definition';
import { kpiDefinition } from './list';

/** Where and when the point is. */
export interface BehindPlace {
  readonly shopId: string;
  readonly shopZone: string;
  /** Zone of the query's buckets. */
  readonly zone: string;
  readonly now: number;
}

/** A record that a figure is made of. */
export interface RecordBehind {
  readonly id: string;
  /** What it adds to the measures of the figure; money in ten-thousandths. */
  readonly measures: Measures;
  /** The KPI over this record alone; null where there is none. */
  readonly figure: number | null;
}

export interface RecordsBehind {
  readonly kind: RecordKind;
  readonly span: Span;
  readonly records: readonly RecordBehind[];
  /** The KPI over all of the records. */
  readonly figure: number | null;
}

/** The stretch of time that a point stands for. */
export function spanBehind({ from, to, bucket }: Pick<Behind, 'from' | 'to' | 'bucket'>, zone: string): Span {
  return bucket === 'none' ? { from, to } : { from, to: Math.min(to, endOf(bucket, from, zone)) };
}

function endOf(bucket: Exclude<KpiBucket, 'none'>, from: number, zone: string): number {
  const start = DateTime.fromMillis(from, { zone });
  return bucket === 'hour' ? from + 3_600_000 : start.plus({ [bucket]: 1 }).toMillis();
}

/**
 * The records that one point of a `metrics` answer is made of, those without any part in it left out; undefined for KPIs
 * that are made of none. `filters` are the query's other filters.
 */
export async function recordsBehind(
  read: Read,
  behind: Omit<Behind, 'filters'>,
  { shopId, shopZone, zone, now }: BehindPlace,
  filters: readonly KpiFilter[] = []
): Promise<RecordsBehind | undefined> {
  const formula = kpiDefinition(behind.kpi)?.owned;
  const source = formula?.source.records;
  if (formula === undefined || source === undefined) {
    return undefined;
  }
  const span = spanBehind(behind, zone);
  const { orderDate, returnDate, cancelled, dimensions } = behind;
  const own = kpiDimensions.flatMap((dimension): KpiFilter[] => {
    const value = dimensions[dimension];
    return value === undefined ? [] : [{ dimension, operator: '=', values: [value] }];
  });
  const scope: Scope = {
    shopId,
    shopZone,
    now,
    range: span,
    bucket: behind.bucket,
    buckets: [span],
    dimensions: [],
    filters: [...own, ...filters],
    definition: { orderDate, returnDate, cancelled },
  };
  const rows = await source.read(read, scope, new Set(formula.measures));
  const total: Record<string, number> = {};
  const records = rows
    .filter(({ measures }) => Object.values(measures).some((value) => value !== 0))
    .map(({ values, measures }) => {
      for (const [name, value] of Object.entries(measures)) {
        total[name] = (total[name] ?? 0) + value;
      }
      return { id: values.at(-1) ?? '', measures, figure: formula.of(measures) };
    });
  return { kind: source.kind, span, records, figure: formula.of(total) };
}
