import type { World } from '../world/types';
import { buckets, type Bucket, type Buckets } from './buckets';
import { holds } from './conditions';
import { newGroup, type Group } from './group';
import type { Range } from './ranges';
import type { GroupColumn, Resolved } from './resolve';
import type { Cell, FactReader } from './schema';

/** The sums of one row, per schema. */
export type Groups = Map<string, Group>;

export interface ScannedRow {
  /** One per group column, in their order: how it sorts and how it is written. */
  readonly cells: ReadonlyArray<{ readonly key: number | string; readonly text: string | null }>;
  readonly groups: Groups;
}

export interface Scan {
  readonly rows: ReadonlyMap<string, ScannedRow>;
  readonly total: Groups;
  /** By the row's dimensions, its times left out. */
  readonly subtotals: ReadonlyMap<string, Groups>;
}

interface Zones {
  readonly days: string;
  readonly hours: string;
}

export const other = 'Other';

const cellOf = (value: Cell): { key: string; text: string | null } =>
  value === null ? { key: '\u0000', text: null } : { key: `v${String(value)}`, text: String(value) };

export const rowKey = (cells: ScannedRow['cells']): string => cells.map(({ key }) => key).join('\u0001');

export function dimensionKey(columns: readonly GroupColumn[], cells: ScannedRow['cells']): string {
  return rowKey(cells.filter((_, index) => columns[index]?.time === undefined));
}

function into(groups: Groups, schema: string, fact: FactReader): void {
  let group = groups.get(schema);
  if (!group) {
    group = newGroup();
    groups.set(schema, group);
  }
  fact.addTo(group);
}

/** Sums a range's facts up by the group columns. `map` may rewrite a dimension's value, or drop the fact. */
function collect(
  resolved: Resolved,
  world: World,
  range: Range,
  columns: readonly GroupColumn[],
  times: ReadonlyArray<Buckets | undefined>,
  map: (column: GroupColumn, value: Cell) => Cell | undefined
): Scan {
  const rows = new Map<string, ScannedRow>();
  const total: Groups = new Map();
  const subtotals = new Map<string, Groups>();
  const { where } = resolved.query;
  for (const schema of resolved.schemas) {
    facts: for (const fact of schema.facts(world, range.from, range.to)) {
      if (where && !holds(where, (name) => fact.dimension(name))) {
        continue;
      }
      const cells: Array<{ key: number | string; text: string | null }> = [];
      for (const [index, column] of columns.entries()) {
        const time = times[index];
        if (time) {
          cells.push(time.of(fact.at));
          continue;
        }
        const value = map(column, fact.dimension(column.name));
        if (value === undefined) {
          continue facts;
        }
        cells.push(cellOf(value));
      }
      const key = rowKey(cells);
      let row = rows.get(key);
      if (!row) {
        row = { cells, groups: new Map() };
        rows.set(key, row);
      }
      into(row.groups, schema.name, fact);
      into(total, schema.name, fact);
      if (resolved.query.groupTotals) {
        const subKey = dimensionKey(columns, cells);
        const known = subtotals.get(subKey) ?? new Map<string, Group>();
        subtotals.set(subKey, known);
        into(known, schema.name, fact);
      }
    }
  }
  return { rows, total, subtotals };
}

/** The values of a TOP n column that stay, ranked by the query's first metric. */
function ranked(
  resolved: Resolved,
  world: World,
  range: Range,
  column: GroupColumn,
  rank: (groups: Groups) => number
): Set<string> {
  const { rows } = collect(resolved, world, range, [column], [undefined], (_, value) => value);
  const best = [...rows.values()].sort((a, b) => rank(b.groups) - rank(a.groups)).slice(0, column.top);
  return new Set(best.map(({ cells }) => String(cells[0]?.key)));
}

/** Adds the empty rows of a TIMESERIES: each bucket, for each combination of dimensions that occurs. */
function fill(rows: Map<string, ScannedRow>, place: number, all: readonly Bucket[], width: number): void {
  const patterns = new Map<string, ScannedRow['cells']>();
  for (const { cells } of rows.values()) {
    const rest = cells.filter((_, index) => index !== place);
    patterns.set(rowKey(rest), rest);
  }
  if (patterns.size === 0 && width === 1) {
    patterns.set('', []);
  }
  for (const rest of patterns.values()) {
    for (const bucket of all) {
      const cells = [...rest.slice(0, place), bucket, ...rest.slice(place)];
      const key = rowKey(cells);
      if (!rows.has(key)) {
        rows.set(key, { cells, groups: new Map() });
      }
    }
  }
}

export function scan(
  resolved: Resolved,
  world: World,
  range: Range,
  zones: Zones,
  rank: (groups: Groups) => number
): Scan {
  const columns = resolved.groups;
  const times = columns.map(({ time }) => time && buckets(time, range, zones));
  const kept = new Map(
    columns
      .filter(({ top }) => top !== undefined)
      .map((column) => [column.name, ranked(resolved, world, range, column, rank)] as const)
  );
  const result = collect(resolved, world, range, columns, times, (column, value) => {
    const best = kept.get(column.name);
    return !best || best.has(cellOf(value).key) ? value : column.only ? undefined : other;
  });
  const place = resolved.filled ? columns.indexOf(resolved.filled) : -1;
  const rows = new Map(result.rows);
  if (place >= 0) {
    fill(rows, place, times[place]?.all ?? [], columns.length);
  } else if (columns.length === 0 && rows.size === 0) {
    rows.set('', { cells: [], groups: new Map() });
  }
  return { ...result, rows };
}
