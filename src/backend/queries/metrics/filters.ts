import type { MetricsQuery } from '../../../query';
import type { FilterOperator, KpiFilter } from '../../kpi';
import { dimensionOfKey } from './shopifyql-names';

const operators: ReadonlyMap<string, FilterOperator> = new Map([
  ['=', '='],
  ['=|', '='],
  ['!=', '!='],
  ['!=|', '!='],
  ['=~', '=~'],
  ['!~', '!~'],
]);

/** Ad-hoc filters as conditions on dimensions; `left` are the keys of those that no KPI knows. */
export function filtersOf({ filters = [] }: Pick<MetricsQuery, 'filters'>): {
  readonly filters: KpiFilter[];
  readonly left: string[];
} {
  const known: KpiFilter[] = [];
  const left: string[] = [];
  for (const { key, operator, value, values } of filters) {
    const dimension = dimensionOfKey(key);
    const understood = operators.get(operator);
    if (dimension === undefined || understood === undefined) {
      left.push(key);
    } else {
      known.push({
        dimension,
        operator: understood,
        values: operator.endsWith('|') && values !== undefined ? values : [value],
      });
    }
  }
  return { filters: known, left };
}
