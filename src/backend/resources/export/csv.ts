import { Decimal } from 'decimal.js';
import type { CopyValue } from '../../copy';
import type { ExportKind, ExportTable } from './columns';

/** Excel, in Korean too, reads UTF-8 only where this stands first. */
const mark = '\uFEFF';

/** Texts that a spreadsheet would take for formulas. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const needsQuotes = /[",\r\n\t;']|^\s|\s$/;

/**
 * CSV by RFC 4180 with a byte order mark. A text that begins as a formula does gets an apostrophe before it; numbers of
 * columns of numbers stay as they are.
 */
export async function* csvOf({ columns, parts }: ExportTable): AsyncGenerator<string> {
  yield `${mark}${columns.map(({ name }) => cell(guarded(name))).join(',')}\r\n`;
  for await (const values of parts) {
    const rows = values[0]?.length ?? 0;
    const lines: string[] = [];
    for (let row = 0; row < rows; row += 1) {
      lines.push(columns.map(({ kind }, at) => cell(written(kind, values[at]?.[row] ?? null))).join(','));
    }
    if (lines.length > 0) {
      yield `${lines.join('\r\n')}\r\n`;
    }
  }
}

/** A value as a cell shows it: instants in UTC, money as a plain decimal. */
export function written(kind: ExportKind, value: CopyValue): string {
  if (value === null) {
    return '';
  }
  if (typeof value === 'number') {
    return kind === 'instant' && Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : plain(value);
  }
  if (typeof value === 'bigint') {
    return value.toString();
  }
  return guarded(typeof value === 'string' ? value : Buffer.from(value).toString('hex'));
}

function plain(value: number): string {
  return Number.isFinite(value) ? new Decimal(value).toFixed() : '';
}

function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function cell(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
