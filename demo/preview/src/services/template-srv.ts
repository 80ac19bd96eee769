import { dateTime, type ScopedVars, type TimeRange, type TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { dataValue } from './data-context';

/** A variable's chosen value: several where it allows that. */
export interface VariableValue {
  readonly value: string | readonly string[];
  readonly text: string | readonly string[];
  /** What stands for all values, whatever the format. */
  readonly all?: string;
}

/** `$name`, `[[name]]`, `${name}`, `${name:format}` or `${name.field}`. */
const pattern = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

const formats: Readonly<Record<string, (values: string[]) => string>> = {
  raw: (values) => values.join(','),
  csv: (values) => values.join(','),
  text: (values) => values.join(' + '),
  json: (values) => JSON.stringify(values.length === 1 ? values[0] : values),
  singlequote: (values) => values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(','),
  doublequote: (values) => values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(','),
  percentencode: (values) => encodeURIComponent(values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`),
  regex: (values) => values.map((value) => value.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'),
  glob: (values) => (values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`),
};

function formatted(value: VariableValue, format: unknown): string {
  if (typeof format === 'function' && value.all === undefined) {
    return String(Reflect.apply(format, undefined, [value.value, {}]));
  }
  const name = typeof format === 'string' ? format : 'glob';
  if (value.all !== undefined && name !== 'text') {
    return value.all;
  }
  return (formats[name] ?? formats['glob'] ?? String)(list(name === 'text' ? value.text : value.value));
}

function asParameters(name: string, { value, all }: VariableValue): string {
  const values = all === undefined ? list(value) : ['$__all'];
  return values.map((each) => `var-${name}=${encodeURIComponent(each)}`).join('&');
}

/** Fills variables into texts: those of the dashboard that is shown, those of the call, and the time range. */
export class PreviewTemplateSrv implements TemplateSrv {
  #values: ReadonlyMap<string, VariableValue> = new Map();
  #variables: readonly TypedVariableModel[] = [];
  #range: TimeRange | undefined;

  setVariables(variables: readonly TypedVariableModel[], values: ReadonlyMap<string, VariableValue>): void {
    this.#variables = variables;
    this.#values = values;
  }

  getVariables(): TypedVariableModel[] {
    return [...this.#variables];
  }

  containsTemplate(target?: string): boolean {
    return [...(target ?? '').matchAll(pattern)].some((found) => this.#find(this.#nameOf(found), {}) !== undefined);
  }

  updateTimeRange(range: TimeRange): void {
    this.#range = range;
  }

  replace(target?: string, scopedVars: ScopedVars = {}, format?: Parameters<TemplateSrv['replace']>[2]): string {
    return (target ?? '').replace(pattern, (match, ...rest) => {
      const [plain, square, squareFormat, braced, path, bracedFormat] = rest.map((each) =>
        typeof each === 'string' ? each : undefined
      );
      if (braced === '__data' && path !== undefined) {
        const found = dataValue(path, scopedVars);
        return found === undefined ? match : formatted({ value: found, text: found }, bracedFormat ?? 'raw');
      }
      if (braced === '__value' && path === 'raw') {
        const raw = String(scopedVars['__value']?.value ?? '');
        return formatted({ value: raw, text: raw }, bracedFormat ?? 'raw');
      }
      if (braced !== undefined && bracedFormat === 'queryparam') {
        const value = this.#find(braced, scopedVars);
        return value === undefined ? '' : asParameters(braced, value);
      }
      const value = this.#find(plain ?? square ?? braced ?? '', scopedVars);
      return value === undefined ? match : formatted(value, squareFormat ?? bracedFormat ?? format);
    });
  }

  #nameOf(found: RegExpMatchArray): string {
    return found[1] ?? found[2] ?? found[4] ?? '';
  }

  #find(name: string, scopedVars: ScopedVars): VariableValue | undefined {
    const scoped = scopedVars[name];
    if (scoped !== undefined) {
      const value = list(scoped.value);
      return { value, text: scoped.text === undefined ? value : list(scoped.text) };
    }
    return this.#values.get(name) ?? this.#builtIn(name);
  }

  #builtIn(name: string): VariableValue | undefined {
    const range = this.#range;
    if (range === undefined || !['__from', '__to', '__url_time_range'].includes(name)) {
      return undefined;
    }
    const [from, to] = [range.from, range.to].map((each) => String(dateTime(each).valueOf()));
    const value = (name === '__from' ? from : name === '__to' ? to : `from=${from}&to=${to}`) ?? '';
    return { value, text: value };
  }
}
