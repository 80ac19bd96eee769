import type { ZodType } from 'zod';
import type { Definition, KpiBucket, KpiDimension, KpiName, RecordKind } from '../../query';
import type { CopyQuery } from '../copy/query';

/** Reads rows of the copy, each held to a schema. */
export type Read = <Row>(query: CopyQuery, schema: ZodType<Row>) => Promise<Row[]>;

/** One stretch of time, epoch milliseconds, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type FilterOperator = '=' | '!=' | '=~' | '!~';

/** Keeps what has (`=`), or has not (`!=`), one of some values of a dimension; `=~` and `!~` by a part of the text. */
export interface KpiFilter {
  readonly dimension: KpiDimension;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
}

/** What is asked of the copy. */
export interface Scope {
  readonly shopId: string;
  /** Zone of every day in the copy. */
  readonly shopZone: string;
  readonly now: number;
  readonly range: Span;
  readonly bucket: KpiBucket;
  /** The buckets of the range, cut to it; one, the range itself, where `bucket` is none. */
  readonly buckets: readonly Span[];
  readonly dimensions: readonly KpiDimension[];
  readonly filters: readonly KpiFilter[];
  readonly definition: Definition;
}

/** Sums by name; money in ten-thousandths. */
export type Measures = Readonly<Record<string, number>>;

/** Measures of one bucket and one value of each dimension. */
export interface MeasuredRow {
  /** Start of the bucket. */
  readonly bucket: number;
  /** Values of the scope's dimensions, empty text where there is none. */
  readonly values: readonly string[];
  readonly measures: Measures;
}

/** Where KPIs of one kind are measured: all those of one panel in one go. */
export interface Source {
  readonly name: string;
  readonly read: (read: Read, scope: Scope, measures: ReadonlySet<string>) => Promise<MeasuredRow[]>;
  /** The records that the measures are made of: rows whose last value is the record's id. */
  readonly records?: {
    readonly kind: RecordKind;
    readonly read: (read: Read, scope: Scope, measures: ReadonlySet<string>) => Promise<MeasuredRow[]>;
  };
}

/** Whose orders count in a KPI; each is a text of catalogue area `kpi-texts`. */
export interface KpiRules {
  readonly test: 'leftOut';
  readonly cancelled: 'counted' | 'leftOut' | 'switch' | 'only' | 'none';
  readonly edited: 'ledger' | 'placed' | 'current' | 'none';
  readonly giftCards: 'leftOut' | 'counted' | 'only' | 'none';
  readonly drafts: 'completed' | 'none';
}

/** The figure as ShopifyQL gives it. */
export interface Twin {
  readonly schema: string;
  readonly shows: readonly string[];
  /** Condition that always holds, e.g. visits of people. */
  readonly where?: string;
  /** The KPI out of the shown metrics, in its own unit; null where there is none. */
  readonly of: (values: readonly number[]) => number | null;
}

export interface OwnedFormula {
  readonly source: Source;
  readonly measures: readonly string[];
  /** The KPI out of sums, in its own unit: money as an amount, not in ten-thousandths. */
  readonly of: (measures: Measures) => number | null;
}

/** A KPI: how it is worked out on each lane, and what counts in it. Its words are in catalogue areas `kpis` and `kpi-texts`. */
export interface KpiDefinition {
  readonly name: KpiName;
  readonly rules: KpiRules;
  readonly owned?: OwnedFormula;
  readonly live?: Twin;
}

const parts = 10_000;

/** An amount out of ten-thousandths. */
export function amount(tenThousandths: number): number {
  return tenThousandths / parts;
}

/** A quotient; null where nothing is divided by. */
export function quotient(above: number, below: number): number | null {
  return below === 0 ? null : above / below;
}

export function measure(measures: Measures, name: string): number {
  return measures[name] ?? 0;
}

/** The twin that has the same figure under another name, `-1` where Shopify writes it with the other sign. */
export function twin(schema: string, metric: string, sign: 1 | -1 = 1): Twin {
  return { schema, shows: [metric], of: ([value = 0]) => (value === 0 ? 0 : sign * value) };
}
