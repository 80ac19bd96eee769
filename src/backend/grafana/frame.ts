/** Field types of a Grafana data frame, by the names that Grafana's Go SDK prints. */
export type FieldType = keyof FieldValues;

/** Which value a field of each type holds. `time` is nanoseconds since the epoch; `json` is any JSON value. */
export interface FieldValues {
  string: string;
  bool: boolean;
  int8: number;
  int16: number;
  int32: number;
  int64: bigint;
  uint8: number;
  uint16: number;
  uint32: number;
  uint64: bigint;
  float32: number;
  float64: number;
  time: bigint;
  json: unknown;
  enum: number;
}

export type TypedValues =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** Labels of a field, as in a Prometheus series. */
export type Labels = Readonly<Record<string, string>>;

/** What a panel may take from a field: Grafana's FieldConfig as JSON (unit, displayName, decimals, links, …). */
export interface FieldConfig {
  readonly displayName?: string;
  readonly displayNameFromDS?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly interval?: number;
  readonly links?: ReadonlyArray<{
    readonly title: string;
    readonly url: string;
    readonly targetBlank?: boolean;
    /** A query that Grafana opens in Explore, with `${…}` of the point put in. */
    readonly internal?: { readonly query: object; readonly datasourceUid: string; readonly datasourceName: string };
  }>;
  readonly type?: { readonly enum?: { readonly text: readonly string[] } };
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

/** A column of a frame. A null in `values` is allowed only where `nullable` is true. */
export interface Field<Type extends FieldType = FieldType> {
  readonly name: string;
  readonly type: Type;
  readonly nullable: boolean;
  readonly values: ReadonlyArray<FieldValues[Type] | null> | TypedValues;
  readonly labels?: Labels;
  readonly config?: FieldConfig;
}

export interface Notice {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly link?: string;
  readonly inspect?: 'meta' | 'error' | 'data' | 'stats';
}

/** Data plane types (grafana.com/developers/dataplane). */
export type FrameKind =
  | 'timeseries-wide'
  | 'timeseries-long'
  | 'timeseries-multi'
  | 'numeric-wide'
  | 'numeric-long'
  | 'numeric-multi'
  | 'log-lines'
  | 'table';

export interface FrameMeta {
  readonly type?: FrameKind;
  readonly typeVersion?: readonly [number, number];
  readonly custom?: unknown;
  readonly stats?: ReadonlyArray<{ readonly displayName: string; readonly value: number; readonly unit?: string }>;
  readonly notices?: readonly Notice[];
  readonly executedQueryString?: string;
  readonly preferredVisualisationType?: 'graph' | 'table' | 'logs' | 'trace' | 'nodeGraph';
  readonly channel?: string;
  readonly [other: string]: unknown;
}

/** A Grafana data frame: columns of equal length. `refId` is filled with the query's where it is left out. */
export interface Frame {
  readonly name?: string;
  readonly refId?: string;
  readonly meta?: FrameMeta;
  readonly fields: readonly Field[];
}

interface FieldOptions {
  readonly labels?: Labels;
  readonly config?: FieldConfig;
}

/** A time column from epoch milliseconds. */
export function timeField(
  name: string,
  milliseconds: ReadonlyArray<number | null>,
  options: FieldOptions = {}
): Field<'time'> {
  const values = milliseconds.map((ms) => (ms === null ? null : BigInt(Math.trunc(ms)) * 1_000_000n));
  return { name, type: 'time', nullable: values.includes(null), values, ...options };
}

/** A float64 column; null where there is no value. */
export function numberField(
  name: string,
  values: ReadonlyArray<number | null> | Float64Array,
  options: FieldOptions = {}
): Field<'float64'> {
  return { name, type: 'float64', nullable: !(values instanceof Float64Array), values, ...options };
}

export function stringField(
  name: string,
  values: ReadonlyArray<string | null>,
  options: FieldOptions = {}
): Field<'string'> {
  return { name, type: 'string', nullable: true, values, ...options };
}

export function boolField(
  name: string,
  values: ReadonlyArray<boolean | null>,
  options: FieldOptions = {}
): Field<'bool'> {
  return { name, type: 'bool', nullable: true, values, ...options };
}

/** A column of JSON values. */
export function jsonField(name: string, values: readonly unknown[], options: FieldOptions = {}): Field<'json'> {
  return { name, type: 'json', nullable: true, values, ...options };
}
