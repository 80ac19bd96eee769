import type { LogFields, Logger } from './log';
import { writeStderr } from './stderr';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

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

type Clean = (text: string) => string;
const unchanged: Clean = (text) => text;

/** A value that JSON can hold, its text without secrets and not too long. */
function plain(value: unknown, clean: Clean): unknown {
  if (value instanceof Error) {
    return shorten(clean(errorText(value)));
  }
  if (typeof value === 'bigint') {
    return value.toString();
  }
  return typeof value === 'string' ? shorten(clean(value)) : value;
}

/** An error's stack, and the stacks of what caused it. */
function errorText(error: Error, depth = 3): string {
  const text = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause instanceof Error && depth > 0 ? `${text}\ncaused by ${errorText(error.cause, depth - 1)}` : text;
}

/** It gives nothing for `undefined` and functions, whatever its type says. */
const stringify: (value: unknown, replace: (key: string, value: unknown) => unknown) => string | undefined =
  JSON.stringify;

/** JSON of one field, never throwing: cycles and the like are named instead. */
function fieldJson(value: unknown, clean: Clean): string {
  try {
    const text = stringify(plain(value, clean), (_, each) => plain(each, clean)) ?? 'null';
    return text.length > longestValue * 2 ? JSON.stringify(shorten(text)) : text;
  } catch (error) {
    return JSON.stringify(clean(`not loggable: ${String(error)}`));
  }
}

const keyOf = (key: string) => (key.startsWith('@') ? `_${key.slice(1)}` : key);

/** A line that go-plugin reads: `@message`, `@level` and `@timestamp` always strings, as any other type ends the host. */
export function logLine(level: Level, message: string, fields: LogFields, now: number, clean = unchanged): string {
  const text = JSON.stringify(shorten(clean(message)));
  let line = `{"@level":"${level}","@message":${text},"@timestamp":"${timestamp(now)}"`;
  for (const [key, value] of Object.entries(fields)) {
    const part = `,${JSON.stringify(shorten(clean(keyOf(key))))}:${fieldJson(value, clean)}`;
    if (Buffer.byteLength(line) + Buffer.byteLength(part) > longestLine) {
      line += ',"_omitted":true';
      break;
    }
    line += part;
  }
  return `${line}}\n`;
}

/** Where lines go, what time it is, and what has to be taken out of them. */
export interface LogTarget {
  write(line: string): void;
  now(): number;
  clean?: (text: string) => string;
}

export const stderrTarget: LogTarget = { write: writeStderr, now: Date.now };

/** A logger that writes hclog's JSON lines, which Grafana logs under the plugin's id. */
export function createLogger(target: LogTarget = stderrTarget, base: LogFields = {}): Logger {
  const log =
    (level: Level) =>
    (message: string, fields: LogFields = {}) =>
      target.write(logLine(level, message, { ...base, ...fields }, target.now(), target.clean));
  return {
    trace: log('trace'),
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    with: (fields) => createLogger(target, { ...base, ...fields }),
  };
}
