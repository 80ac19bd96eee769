import { writeSync } from 'node:fs';
import type { LogFields, Logger } from './log';

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

/** go-plugin cuts longer lines in two and takes both for plain text. */
const longestLine = 60 * 1024;
const longestValue = 8 * 1024;

/** Time with six digits of a second: go-plugin takes any other line for plain text. */
function timestamp(now: number): string {
  return new Date(now).toISOString().replace('Z', '000Z');
}

function shorten(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}… (${text.length} characters)` : text;
}

function plain(value: unknown): unknown {
  if (value instanceof Error) {
    return shorten(value.stack ?? value.message);
  }
  if (typeof value === 'bigint') {
    return value.toString();
  }
  return typeof value === 'string' ? shorten(value) : value;
}

/** JSON of one field, never throwing: cycles and the like are named instead. */
function fieldJson(value: unknown): string {
  try {
    const text = JSON.stringify(plain(value), (_, each: unknown) => plain(each)) ?? 'null';
    return text.length > longestValue * 2 ? JSON.stringify(shorten(text)) : text;
  } catch (error) {
    return JSON.stringify(`not loggable: ${String(error)}`);
  }
}

/** A line that go-plugin reads: `@message`, `@level` and `@timestamp` always strings, as any other type ends the host. */
export function logLine(level: Level, message: string, fields: LogFields, now: number): string {
  const head = `{"@level":"${level}","@message":${JSON.stringify(shorten(String(message)))},"@timestamp":"${timestamp(now)}"`;
  let line = head;
  for (const [key, value] of Object.entries(fields)) {
    const part = `,${JSON.stringify(key.startsWith('@') ? `_${key.slice(1)}` : key)}:${fieldJson(value)}`;
    if (line.length + part.length > longestLine / 2) {
      line += ',"_omitted":true';
      break;
    }
    line += part;
  }
  return `${line}}\n`;
}

/** Where lines go; stderr of the process where nothing else is said. */
export interface LogTarget {
  write(line: string): void;
  now(): number;
}

export const stderrTarget: LogTarget = {
  write(line) {
    try {
      writeSync(2, line);
    } catch {
      // A host that no longer reads must not end the plugin.
    }
  },
  now: Date.now,
};

/** A logger that writes hclog's JSON lines, which Grafana logs under the plugin's id. */
export function createLogger(target: LogTarget = stderrTarget, base: LogFields = {}): Logger {
  const log =
    (level: Level) =>
    (message: string, fields: LogFields = {}) =>
      target.write(logLine(level, message, { ...base, ...fields }, target.now()));
  return {
    trace: log('trace'),
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    with: (fields) => createLogger(target, { ...base, ...fields }),
  };
}
