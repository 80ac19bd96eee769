import type { CopyValue, SqlResultColumn } from '../../copy';
import { boolField, numberField, stringField, timeField, type Field } from '../../grafana';
import { parseTime } from '../common/macros';
import { currencyConfig } from '../common/money';

interface FieldPlace {
  readonly currency: string;
  /** Zone of times that are written without an offset. */
  readonly zone: string;
}

/** Numbers below this are seconds where they stand for times: the year 5138 in seconds, 1973 in milliseconds. */
const secondsBelow = 100_000_000_000;

/** Columns of a result as fields, by what SQLite says of them and otherwise by their values. */
export function fieldsOf(
  columns: readonly SqlResultColumn[],
  values: ReadonlyArray<readonly CopyValue[]>,
  place: FieldPlace
): Field[] {
  const names = new Map<string, number>();
  return columns.map((column, index) => {
    const count = (names.get(column.name) ?? 0) + 1;
    names.set(column.name, count);
    const name = count === 1 ? column.name : `${column.name} ${String(count)}`;
    return fieldOf({ ...column, name }, values[index] ?? [], place);
  });
}

function fieldOf({ name, kind }: SqlResultColumn, values: readonly CopyValue[], { currency, zone }: FieldPlace): Field {
  if (kind === 'instant' || name.toLowerCase() === 'time') {
    const times = values.map((value) => timeOf(value, zone, kind === 'instant'));
    if (times.every((time, at) => time !== null || values[at] === null)) {
      return timeField(name, times);
    }
  }
  if (kind === 'flag' && values.every((value) => value === null || value === 0 || value === 1)) {
    return boolField(
      name,
      values.map((value) => (value === null ? null : value === 1))
    );
  }
  const isText = kind === 'id' || kind === 'text' || kind === 'day' || kind === 'json' || kind === 'list';
  const numeric = kind === 'integer' || kind === 'decimal' || kind === 'money' || kind === 'number';
  const allNumbers = values.every((value) => value === null || typeof value === 'number');
  const isEmpty = values.every((value) => value === null);
  if (!isText && allNumbers && (numeric || !isEmpty)) {
    const config = kind === 'decimal' || kind === 'money' ? { config: currencyConfig(currency) } : {};
    return numberField(
      name,
      values.map((value) => (typeof value === 'number' ? value : null)),
      config
    );
  }
  return stringField(name, values.map(textOf));
}

/** Exact: integers beyond 2^53 with all their digits, bytes in hexadecimal. */
export function textOf(value: CopyValue): string | null {
  if (value === null || typeof value === 'string') {
    return value;
  }
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
}

function timeOf(value: CopyValue, zone: string, isInstant: boolean): number | null {
  if (typeof value === 'string') {
    return parseTime(value, zone);
  }
  if (typeof value !== 'number' || Math.abs(value) > 8.64e15) {
    return null;
  }
  return !isInstant && Math.abs(value) < secondsBelow ? value * 1_000 : value;
}
