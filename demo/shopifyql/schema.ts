import type { World } from '../world/types';
import type { Group } from './group';

export type Cell = string | number | boolean | null;

export interface Dimension<Row> {
  readonly type: string;
  readonly label: string;
  readonly of: (row: Row) => Cell;
}

export interface Metric {
  /** ColumnDataType; MONEY is counted in minor units. */
  readonly type: string;
  readonly label: string;
  /** Null where it has no meaning (a rate of nothing). */
  readonly of: (group: Group) => number | null;
}

export interface FactReader {
  readonly at: number;
  dimension(name: string): Cell;
  addTo(group: Group): void;
}

/** A table of ShopifyQL: its dimensions and metrics, and the facts they are counted from. */
export interface Schema {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, { readonly type: string; readonly label: string }>>;
  readonly metrics: Readonly<Record<string, Metric>>;
  facts(world: World, from: number, to: number): Iterable<FactReader>;
}

export interface SchemaParts<Row> {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, Dimension<Row>>>;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly rows: (world: World, from: number, to: number) => Iterable<Row>;
  readonly at: (row: Row) => number;
  readonly add: (group: Group, row: Row) => void;
}

export function schema<Row>(parts: SchemaParts<Row>): Schema {
  return {
    name: parts.name,
    dimensions: parts.dimensions,
    metrics: parts.metrics,
    *facts(world, from, to) {
      for (const row of parts.rows(world, from, to)) {
        yield {
          at: parts.at(row),
          dimension: (name) => parts.dimensions[name]?.of(row) ?? null,
          addTo: (group) => parts.add(group, row),
        };
      }
    },
  };
}

export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export const numberOf = (gid: string | null): string | null => gid?.split('/').at(-1) ?? null;
