import { FieldType, toDataFrame, type DataFrame, type Field, type MetricFindValue } from '@grafana/data';
import type { VariableQuery } from './types';

function column(frame: DataFrame, name: string | undefined): Field | undefined {
  return name === undefined || name === '' ? undefined : frame.fields.find((field) => field.name === name);
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Distinct values in the order of the rows. Nothing where the chosen column is not in the answer. */
export function variableValues(data: readonly unknown[], query: VariableQuery): MetricFindValue[] {
  const found = new Map<string, MetricFindValue>();
  for (const frame of data.map((one) => toDataFrame(one))) {
    const chosen = query.valueField !== undefined && query.valueField !== '';
    const values = chosen
      ? column(frame, query.valueField)
      : (frame.fields.find(({ type }) => type === FieldType.string) ?? frame.fields[0]);
    const labels = column(frame, query.textField) ?? values;
    for (let row = 0; values !== undefined && row < frame.length; row += 1) {
      const value = asText(values.values[row]);
      if (value !== '' && !found.has(value)) {
        found.set(value, { value, text: asText(labels?.values[row]) || value });
      }
    }
  }
  return [...found.values()];
}
