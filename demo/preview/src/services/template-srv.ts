import { dateTime, type ScopedVars, type TimeRange, type TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { dataValue } from './data-context';
import { asParameters, formatted, list, type VariableValue } from './formats';

/** `$name`, `[[name]]`, `${name}`, `${name:format}` or `${name.field}`. */
const pattern = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

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
