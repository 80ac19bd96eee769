import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Frame } from '../../src/backend/grafana';

/** The demo shop's. */
const zone = 'America/New_York';
const usualRows = 5;

type Field = Frame['fields'][number];

const shape = z.looseObject({ unit: z.string().default(''), decimals: z.number().optional() });

/** The first rows of a frame as a Markdown table, values written as a panel would. */
export function tableOf(frame: Frame, shown: { readonly columns?: readonly string[]; readonly rows?: number }): string {
  const { columns } = shown;
  const fields = columns === undefined ? visible(frame) : columns.map((name) => columnOf(frame, name));
  const total = rowsOf(frame);
  const rows = Math.min(total, shown.rows ?? usualRows);
  const values = fields.map(written);
  const lines = Array.from({ length: rows }, (_, at) => `| ${values.map((column) => column[at] ?? '').join(' | ')} |`);
  return [
    `| ${fields.map((field) => `\`${titleOf(field, fields)}\``).join(' | ')} |`,
    `|${fields.map(({ type }) => (isNumber(type) ? '---:|' : '---|')).join('')}`,
    ...lines,
    ...(total > rows ? ['', `… and ${total - rows} more rows.`] : []),
  ].join('\n');
}

export function rowsOf({ fields: [first] }: Frame): number {
  return first?.values.length ?? 0;
}

/** Columns that a table panel shows. */
function visible({ fields }: Frame): readonly Field[] {
  return fields.filter(({ config }) => !isHidden(config));
}

function isHidden(config: Field['config']): boolean {
  const custom: unknown = config === undefined ? undefined : Reflect.get(config, 'custom');
  return typeof custom === 'object' && custom !== null && Reflect.get(custom, 'hidden') === true;
}

function columnOf({ fields }: Frame, name: string): Field {
  const found = fields.find((field) => field.name === name);
  if (found === undefined) {
    throw new Error(`no column ${name} among ${fields.map((field) => field.name).join(', ')}`);
  }
  return found;
}

/** Its name, with labels where several series have it. */
function titleOf({ name, labels = {} }: Field, all: readonly Field[]): string {
  const isAlone = all.filter((other) => other.name === name).length === 1;
  return isAlone ? name : [name, ...Object.values(labels)].join(' ');
}

const isNumber = (type: string) => type.includes('float') || type.includes('int');

function written({ type, config, values }: Field): readonly string[] {
  const all: unknown[] = Array.from(values);
  if (type === 'time') {
    return times(all);
  }
  const { unit, decimals } = shape.parse(config ?? {});
  return all.map((value) => cell(value, unit, decimals));
}

function times(values: readonly unknown[]): readonly string[] {
  const instants = values.map((value) =>
    typeof value === 'bigint' ? DateTime.fromMillis(Number(value / 1_000_000n), { zone }) : undefined
  );
  const areDays = instants.every((each) => each === undefined || each.hour + each.minute + each.second === 0);
  return instants.map((each) => each?.toFormat(areDays ? 'yyyy-MM-dd' : 'yyyy-MM-dd HH:mm') ?? '–');
}

function cell(value: unknown, unit: string, decimals: number | undefined): string {
  if (value === null || value === undefined || value === '' || (typeof value === 'number' && Number.isNaN(value))) {
    return '–';
  }
  if (typeof value === 'number') {
    return number(value, unit, decimals);
  }
  const text = typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}

function number(value: number, unit: string, decimals: number | undefined): string {
  const percent = unit === 'percentunit';
  const written = new Intl.NumberFormat('en-US', {
    ...(percent ? { style: 'percent' } : {}),
    ...(decimals === undefined
      ? { maximumFractionDigits: percent ? 1 : 2 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  }).format(Math.abs(value));
  const [, symbol = ''] = /^currency:(?:\w+:)?(.+)$/.exec(unit) ?? [];
  const lengths: Readonly<Record<string, string>> = { h: ' h', d: ' days' };
  return `${value < 0 ? '−' : ''}${symbol}${written}${lengths[unit] ?? ''}`;
}
