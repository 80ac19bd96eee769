import type { Field, Frame, FrameKind, Labels } from '../../grafana';
import { QueryProblem } from './problem';
import { asText } from './text';

export type FrameFormat = 'auto' | 'timeseries' | 'numeric' | 'table';

/** Series that one query may give; more would hang a panel. */
export const maxSeries = 500;

export interface Shaped {
  readonly frames: readonly Frame[];
  /** Series that were left out. */
  readonly dropped: number;
}

const isNumber = ({ type }: Field): boolean => type === 'float64' || type === 'int64';
const isDimension = ({ type }: Field): boolean => type === 'string' || type === 'bool';

/**
 * Columns as frames of Grafana's data plane. `auto`: a time series where `time` names a column and there are numbers,
 * numbers where there are some and no time, else a table.
 */
export function shapeFrame(
  fields: readonly Field[],
  { format, time, name }: { readonly format: FrameFormat; readonly time: string | undefined; readonly name: string }
): Shaped {
  const chosen = format === 'auto' ? autoFormat(fields, time) : format;
  // Of no rows nobody knows which columns would be numbers: for panels and alert rules there is no data, which is no error.
  if (chosen !== 'table' && !fields.some(isNumber) && (fields[0]?.values.length ?? 0) === 0) {
    return { frames: [frameOf(name, chosen === 'numeric' ? 'numeric-long' : 'timeseries-wide', [])], dropped: 0 };
  }
  switch (chosen) {
    case 'timeseries':
      return timeSeries(fields, time, name);
    case 'numeric':
      return { frames: [numeric(fields, name)], dropped: 0 };
    default:
      return { frames: [frameOf(name, 'table', fields)], dropped: 0 };
  }
}

function autoFormat(fields: readonly Field[], time: string | undefined): FrameFormat {
  const numbers = fields.some(isNumber);
  if (time !== undefined && fields.some((field) => field.name === time && field.type === 'time')) {
    return numbers ? 'timeseries' : 'table';
  }
  return numbers && fields.every((field) => isNumber(field) || isDimension(field)) ? 'numeric' : 'table';
}

export function frameOf(name: string, type: FrameKind, fields: readonly Field[]): Frame {
  return { name, fields, meta: type === 'table' ? { type, typeVersion: [0, 0] } : { type, typeVersion: [0, 1] } };
}

/** One row of numbers is wide, several rows told apart by texts are long. */
function numeric(fields: readonly Field[], name: string): Frame {
  const numbers = fields.filter(isNumber);
  const dimensions = fields.filter(isDimension);
  if (numbers.length === 0) {
    throw new QueryProblem('queries:error.noNumber');
  }
  const rows = fields[0]?.values.length ?? 0;
  if (rows > 1 && dimensions.length === 0) {
    throw new QueryProblem('queries:error.numericRows', { rows });
  }
  const wide = dimensions.length === 0;
  return wide
    ? frameOf(name, 'numeric-wide', named(numbers))
    : frameOf(name, 'numeric-long', [...dimensions.map(textField), ...numbers]);
}

/** Several columns without a text to tell them apart would be one series to an alert rule. */
function named(numbers: readonly Field[]): Field[] {
  return numbers.length === 1
    ? [...numbers]
    : numbers.map((field) => ({ ...field, labels: { metric: field.name, ...field.labels } }));
}

function textField(field: Field): Field {
  if (field.type !== 'bool') {
    return field;
  }
  const values = [...field.values].map(asText);
  return { ...field, type: 'string', nullable: true, values };
}

function timeSeries(fields: readonly Field[], timeName: string | undefined, name: string): Shaped {
  const time = fields.find((field) => field.type === 'time' && (timeName === undefined || field.name === timeName));
  const numbers = fields.filter(isNumber);
  const dimensions = fields.filter(isDimension);
  if (time === undefined) {
    throw new QueryProblem('queries:error.noTime');
  }
  if (numbers.length === 0) {
    throw new QueryProblem('queries:error.noNumber');
  }
  const rows = sortedRows(time);
  if (dimensions.length === 0) {
    const [first, ...others] = [time, ...named(numbers)].map((field) => pick(field, rows));
    return { frames: first ? [frameOf(name, 'timeseries-wide', [first, ...others])] : [], dropped: 0 };
  }
  const groups = new Map<string, { readonly labels: Labels; readonly rows: number[] }>();
  for (const row of rows) {
    const values = dimensions.map((field) => asText(field.values[row]) ?? '');
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? {
      labels: Object.fromEntries(dimensions.map((field, at) => [field.name, values[at] ?? ''])),
      rows: [],
    };
    group.rows.push(row);
    groups.set(key, group);
  }
  const metrics = named(numbers);
  const series = [...groups.values()].flatMap((group) => metrics.map((metric) => ({ group, metric })));
  const frames = series
    .slice(0, maxSeries)
    .map(({ group, metric }) =>
      frameOf(name, 'timeseries-multi', [
        pick(time, group.rows),
        { ...pick(metric, group.rows), labels: { ...metric.labels, ...group.labels } },
      ])
    );
  return frames.length === 0
    ? {
        frames: [
          frameOf(name, 'timeseries-multi', [pick(time, []), ...metrics.slice(0, 1).map((each) => pick(each, []))]),
        ],
        dropped: 0,
      }
    : { frames, dropped: series.length - frames.length };
}

/** Rows with a time, oldest first. */
function sortedRows(time: Field): number[] {
  const stamps: readonly unknown[] = [...time.values];
  return stamps
    .map((value, row) => ({ value: typeof value === 'bigint' ? value : undefined, row }))
    .flatMap(({ value, row }) => (value === undefined ? [] : [{ value, row }]))
    .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.row - b.row))
    .map(({ row }) => row);
}

/** A field with some of its rows. */
function pick(field: Field, rows: readonly number[]): Field {
  return { ...field, values: rows.map((row) => field.values[row] ?? null) };
}
