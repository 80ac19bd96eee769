import { digits } from '../world/money';
import { holds } from './conditions';
import { columnNotFound } from './errors';
import type { Resolved, ValueColumn } from './resolve';
import { dimensionKey, rowKey, type Groups, type Scan, type ScannedRow } from './scan';
import { columnValue, metricValue, written } from './values';

/** A column of the answer, with the fields of ShopifyqlTableDataColumn. */
export interface ShopifyqlColumn {
  readonly name: string;
  readonly dataType: string;
  readonly displayName: string;
  readonly shortDisplayName: string;
  readonly subType: string | null;
  readonly columnOrigin: 'REQUESTED' | 'GENERATED';
  readonly dynamicColumnMetadata: {
    readonly type: string;
    readonly originalColumnName: string;
    readonly comparisonReference: string | null;
    readonly aggregatedBy: readonly string[];
  } | null;
}

export type ShopifyqlRow = Readonly<Record<string, string | null>>;

interface Field {
  readonly column: ShopifyqlColumn;
  readonly cell: (row: ScannedRow) => string | null;
  /** What ORDER BY compares. */
  readonly order: (row: ScannedRow) => number | string | null;
}

interface Compared {
  readonly name: string;
  readonly scan: Scan;
}

const none: Groups = new Map();

function column(name: string, dataType: string, displayName: string): ShopifyqlColumn {
  return {
    name,
    dataType,
    displayName,
    shortDisplayName: displayName,
    subType: null,
    columnOrigin: 'REQUESTED',
    dynamicColumnMetadata: null,
  };
}

function generated(
  value: ValueColumn,
  part: { name: string; label: string; dataType?: string; type: string; reference?: string; by?: readonly string[] }
): ShopifyqlColumn {
  return {
    ...column(part.name, part.dataType ?? value.type, `${value.label} (${part.label})`),
    columnOrigin: 'GENERATED',
    dynamicColumnMetadata: {
      type: part.type,
      originalColumnName: value.name,
      comparisonReference: part.reference ?? null,
      aggregatedBy: part.by ?? [],
    },
  };
}

function change(now: number | null, then: number | null): number | null {
  return now === null || then === null || then === 0 ? null : (now - then) / Math.abs(then);
}

function fields(resolved: Resolved, main: Scan, compared: Compared | undefined, currency: string): Field[] {
  const { query, groups: columns, values } = resolved;
  const value = (of: ValueColumn, groups: Groups | undefined): number | null =>
    columnValue(resolved, groups ?? none, of.expression, currency);
  const list: Field[] = columns.map((each, index) => ({
    column: column(each.name, each.type, each.label),
    cell: ({ cells }) => cells[index]?.text ?? null,
    order: ({ cells }) => {
      const cell = cells[index];
      return typeof cell?.key === 'number' ? cell.key : (cell?.text ?? null);
    },
  }));
  const addValue = (made: ShopifyqlColumn, type: string, of: (row: ScannedRow) => number | null): void => {
    list.push({ column: made, cell: (row) => written(of(row), type, currency), order: of });
  };
  for (const each of values) {
    addValue(column(each.name, each.type, each.label), each.type, ({ groups }) => value(each, groups));
  }
  if (compared) {
    const { name: reference, scan } = compared;
    const then = (row: ScannedRow): Groups | undefined => scan.rows.get(rowKey(row.cells))?.groups;
    const time = columns.findIndex((each) => each.time && !each.time.part);
    const timeColumn = columns[time];
    if (timeColumn) {
      const texts = new Map([...scan.rows.values()].map(({ cells }) => [cells[time]?.key, cells[time]?.text ?? null]));
      const made = column(
        `comparison_${timeColumn.name}__${reference}`,
        timeColumn.type,
        `${timeColumn.label} (${reference})`
      );
      const text = ({ cells }: ScannedRow): string | null => texts.get(cells[time]?.key) ?? null;
      list.push({ column: { ...made, columnOrigin: 'GENERATED' }, cell: text, order: text });
    }
    for (const each of values) {
      const part = { name: `comparison_${each.name}__${reference}`, label: reference, type: 'COMPARISON', reference };
      addValue(generated(each, part), each.type, (row) => value(each, then(row)));
      if (query.percentChange) {
        const name = `percent_change_${each.name}__${reference}`;
        const parts = { name, label: 'percent change', dataType: 'PERCENT', type: 'PERCENT_CHANGE', reference };
        addValue(generated(each, parts), 'PERCENT', (row) => change(value(each, row.groups), value(each, then(row))));
      }
      if (query.totals) {
        const name = `comparison_${each.name}__${reference}__totals`;
        const total = value(each, scan.total);
        addValue(generated(each, { name, label: 'totals', type: 'TOTALS', reference }), each.type, () => total);
      }
    }
  }
  const by = columns.filter(({ time }) => !time).map(({ name }) => name);
  for (const each of values) {
    if (query.totals) {
      const total = value(each, main.total);
      const part = { name: `${each.name}__totals`, label: 'totals', type: 'TOTALS' };
      addValue(generated(each, part), each.type, () => total);
    }
    if (query.groupTotals) {
      const part = { name: `${each.name}__group_totals`, label: 'group totals', type: 'TOTALS', by };
      addValue(generated(each, part), each.type, ({ cells }) =>
        value(each, main.subtotals.get(dimensionKey(columns, cells)))
      );
    }
  }
  return list;
}

function ascending(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a) < String(b)
      ? -1
      : String(a) > String(b)
        ? 1
        : 0;
}

function sorted(resolved: Resolved, list: readonly Field[], rows: ScannedRow[]): ScannedRow[] {
  const { orderBy } = resolved.query;
  const keys = orderBy.map(({ column: name, descending }) => {
    const field = list.find((each) => each.column.name.toLowerCase() === name);
    if (!field && !resolved.metric(name)) {
      throw columnNotFound(name);
    }
    const of = field?.order ?? (({ groups }: ScannedRow) => metricValue(resolved, groups, name));
    return { of, sign: descending ? -1 : 1 };
  });
  const time = resolved.groups.findIndex((each) => each.time);
  if (keys.length === 0) {
    const best = list[resolved.groups.length];
    const own = time >= 0 ? list[time] : best;
    if (own) {
      keys.push({ of: own.order, sign: time >= 0 ? 1 : -1 });
    }
  }
  return rows.sort((a, b) => {
    for (const { of, sign } of keys) {
      const [left, right] = [of(a), of(b)];
      const order = ascending(left, right);
      if (order !== 0) {
        return left === null || right === null ? order : sign * order;
      }
    }
    return ascending(rowKey(a.cells), rowKey(b.cells));
  });
}

/** Running sums of what is plainly added up, row by row in the order shown. */
function cumulate(
  values: readonly ValueColumn[],
  resolved: Resolved,
  rows: readonly ScannedRow[],
  currency: string
): Field[] {
  return values.map((each) => {
    let running = 0;
    const sums = new Map(
      rows.map((row) => [row, (running += columnValue(resolved, row.groups, each.expression, currency) ?? 0)])
    );
    const of = (row: ScannedRow): number | null => sums.get(row) ?? null;
    const part = { name: `${each.name}__cumulative`, label: 'cumulative', type: 'CUMULATIVE' };
    return { column: generated(each, part), cell: (row) => written(of(row), each.type, currency), order: of };
  });
}

export function table(
  resolved: Resolved,
  main: Scan,
  compared: Compared | undefined,
  currency: string
): { columns: ShopifyqlColumn[]; rows: ShopifyqlRow[] } {
  const { query, values } = resolved;
  const list = fields(resolved, main, compared, currency);
  const kept = [...main.rows.values()].filter((row) => {
    const read = (name: string): number | null => {
      const shown = values.find((each) => each.name.toLowerCase() === name);
      const value = shown
        ? columnValue(resolved, row.groups, shown.expression, currency)
        : metricValue(resolved, row.groups, name);
      const money = (shown?.type ?? resolved.metric(name)?.metric.type) === 'MONEY';
      return value !== null && money ? value / 10 ** digits(currency) : value;
    };
    return !query.having || holds(query.having, read);
  });
  const ordered = sorted(resolved, list, kept);
  const all = query.cumulative ? [...list, ...cumulate(values, resolved, ordered, currency)] : list;
  const end = query.limit === undefined ? undefined : query.offset + query.limit;
  return {
    columns: all.map((field) => field.column),
    rows: ordered
      .slice(query.offset, end)
      .map((row) => Object.fromEntries(all.map((field) => [field.column.name, field.cell(row)]))),
  };
}
