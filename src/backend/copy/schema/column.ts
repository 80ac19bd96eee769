/**
 * What a column holds.
 * - `id`: the numeric end of Shopify's gid, as text.
 * - `money`: an integer of ten-thousandths of the unit of the currency that stands beside it, so that sums are exact.
 * - `instant`: epoch milliseconds, UTC. `day`: `YYYY-MM-DD` in the shop's time zone.
 * - `flag`: 0 or 1. `list`: a JSON array of strings. `json`: any JSON text.
 */
export type ColumnKind = 'id' | 'text' | 'integer' | 'money' | 'instant' | 'day' | 'flag' | 'list' | 'json';

/** Kinds of personal data, as Shopify's schema flags them. */
export type PersonalKind = 'name' | 'address' | 'phone' | 'email';

/** One column: where it comes from, what it means, and whether it may be empty. */
export interface Column<Kind extends ColumnKind = ColumnKind, Nullable extends boolean = boolean> {
  readonly kind: Kind;
  readonly nullable: Nullable;
  /** Shopify's field (`Order.createdAt`), or `–` where it is worked out here. */
  readonly source: string;
  readonly meaning: string;
  /** Set where the column is personal data: neither asked for nor stored until an admin switches it on. */
  readonly personal?: PersonalKind;
}

type Make<Kind extends ColumnKind> = (source: string, meaning: string) => Column<Kind, false>;

const make =
  <Kind extends ColumnKind>(kind: Kind): Make<Kind> =>
  (source, meaning) => ({ kind, nullable: false, source, meaning });

export const id = make('id');
export const text = make('text');
export const integer = make('integer');
export const money = make('money');
export const instant = make('instant');
export const day = make('day');
export const flag = make('flag');
export const list = make('list');
export const json = make('json');

/** The same column, which may be NULL. */
export function optional<Kind extends ColumnKind>(column: Column<Kind>): Column<Kind, true> {
  return { ...column, nullable: true };
}

/** A column of personal data; it may always be NULL. */
export function personal<Kind extends ColumnKind>(kind: PersonalKind, column: Column<Kind>): Column<Kind, true> {
  return { ...column, nullable: true, personal: kind };
}

interface Values {
  id: string;
  text: string;
  integer: number;
  money: number;
  instant: number;
  day: string;
  flag: number;
  list: string;
  json: string;
}

/** A column's value in TypeScript. */
export type ValueOf<C extends Column> =
  C extends Column<infer Kind, infer Nullable> ? Values[Kind] | (Nullable extends true ? null : never) : never;
