import { createDataFrame, FieldType, toCSV } from '@grafana/data';
import type { Told } from './affected';

/** Columns of the file for support: no ids that only machines read but those that find the record. */
const columns = [
  'time',
  'first_time',
  'order_name',
  'order_id',
  'checkout_id',
  'customer_id',
  'outcome',
  'value',
  'currency',
  'minutes_to_paid',
  'service',
  'region',
  'error_code',
  'words',
  'message',
  'errors',
  'key_type',
  'key',
  'admin_search',
] as const;

const instants: readonly string[] = ['time', 'first_time'];

/** Excel reads UTF-8 only where this stands first. */
const mark = '\uFEFF';
/** Texts that a spreadsheet would take for formulas. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

function shown(name: string, value: string | number | null): string {
  if (value === null) {
    return '';
  }
  if (typeof value === 'number') {
    return instants.includes(name) ? new Date(value).toISOString() : String(value);
  }
  return formula.test(value) ? `'${value}` : value;
}

/** The affected list as CSV: instants in UTC, a text that begins as a formula does behind an apostrophe. */
export function affectedCsv({ rows, titles }: Pick<Told, 'rows' | 'titles'>): string {
  const fields = columns.map((name) => ({
    name: titles[name] ?? name,
    type: FieldType.string,
    config: {},
    values: rows.map((row) => shown(name, row[name])),
  }));
  return `${mark}${toCSV([createDataFrame({ fields })])}`;
}
