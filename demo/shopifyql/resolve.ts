import type { Expression, Query } from './ast';
import { timeColumns, type TimeColumn } from './buckets';
import { columnsOf } from './conditions';
import { columnNotFound, syntaxError, tableNotFound } from './errors';
import type { Metric, Schema } from './schema';
import { schemas } from './schemas';

/** A column that splits rows: a time or a dimension. */
export interface GroupColumn {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly time: TimeColumn | undefined;
  readonly top: number | undefined;
  readonly only: boolean;
}

/** A column that is counted: one metric, or arithmetic on several. */
export interface ValueColumn {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly expression: Expression;
}

export interface FoundMetric {
  readonly schema: Schema;
  readonly metric: Metric;
}

/** A query whose names have been looked up. */
export interface Resolved {
  readonly query: Query;
  readonly schemas: readonly Schema[];
  readonly groups: readonly GroupColumn[];
  readonly values: readonly ValueColumn[];
  /** The column whose buckets are all shown, empty ones too. */
  readonly filled: GroupColumn | undefined;
  metric(name: string): FoundMetric | undefined;
}

function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'column':
      return [expression.name];
    case 'number':
      return [];
    case 'operation':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
  }
}

export function resolve(query: Query): Resolved {
  const tables = query.schemas.map(({ name }) => {
    const found = schemas.get(name);
    if (!found) {
      throw tableNotFound(name);
    }
    return found;
  });
  const metric = (name: string): FoundMetric | undefined => {
    for (const schema of tables) {
      const found = schema.metrics[name];
      if (found) {
        return { schema, metric: found };
      }
    }
    return undefined;
  };
  const dimension = (name: string): { type: string; label: string } | undefined => {
    const found = tables.map(({ dimensions }) => dimensions[name]);
    return found.every((each) => each !== undefined) ? found[0] : undefined;
  };
  const groups: GroupColumn[] = [];
  const group = (name: string, top?: number, only = false): void => {
    if (groups.some((known) => known.name === name)) {
      return;
    }
    const time = timeColumns[name];
    const found = time ?? dimension(name);
    if (!found) {
      throw columnNotFound(name);
    }
    groups.push({ name, type: found.type, label: found.label, time, top, only });
  };
  if (query.timeseries) {
    const { column, place } = query.timeseries;
    if (!timeColumns[column]) {
      throw syntaxError(place, `'${column}' is not a time dimension`);
    }
    group(column);
  }
  for (const { column, top, only } of query.groupBy) {
    group(column, top, only);
  }
  const values: ValueColumn[] = [];
  for (const { expression, alias } of query.show) {
    const names = namesIn(expression);
    const first = names[0];
    if (expression.kind === 'column' && first !== undefined && !metric(first)) {
      group(first);
      continue;
    }
    for (const name of names) {
      if (!metric(name)) {
        throw columnNotFound(name);
      }
    }
    const plain = expression.kind === 'column' ? metric(expression.name)?.metric : undefined;
    values.push({
      name: alias ?? first ?? 'value',
      type: plain?.type ?? 'DECIMAL',
      label: alias ?? plain?.label ?? 'Value',
      expression,
    });
  }
  for (const name of query.where ? columnsOf(query.where) : []) {
    if (!dimension(name)) {
      throw columnNotFound(name);
    }
  }
  for (const name of query.having ? columnsOf(query.having) : []) {
    if (!metric(name) && !values.some((value) => value.name.toLowerCase() === name)) {
      throw columnNotFound(name);
    }
  }
  const filled = query.timeseries && groups.find(({ name }) => name === query.timeseries?.column);
  return { query, schemas: tables, groups, values, filled, metric };
}
