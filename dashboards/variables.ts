import { VariableRefresh, VariableSort, type VariableModel } from '@grafana/schema';
import type { SavedQuery } from '../src/query';
import { storeSource } from './model';

/** A variable that says which data source of a type a dashboard shows. */
export function chooser(name: string, query: string, label: string): VariableModel {
  return {
    type: 'datasource',
    name,
    label,
    query,
    multi: false,
    includeAll: false,
    skipUrlSync: false,
    options: [],
  };
}

/** Every code of every service of the range: what services and codes are chosen from. */
const seen: SavedQuery = { version: 2, queryType: 'affected', show: 'codes', limit: 500 };

/** Values of a column of the range's error codes. All of them stand for any value, so that what is new is not left out. */
function valuesOf(name: string, column: string, allValue: string, label: string): VariableModel {
  return {
    type: 'query',
    name,
    label,
    datasource: storeSource,
    query: { refId: name, ...seen, valueField: column, textField: '' },
    refresh: VariableRefresh.onTimeRangeChanged,
    sort: VariableSort.alphabeticalAsc,
    multi: true,
    includeAll: true,
    allValue,
    current: { selected: true, text: ['All'], value: ['$__all'] },
    options: [],
    skipUrlSync: false,
  };
}

/** `$service`: services that wrote error lines. */
export const serviceFilter = (label: string): VariableModel => valuesOf('service', 'service', '.+', label);
/** `$code`: their error codes; lines without one belong to all of them. */
export const codeFilter = (label: string): VariableModel => valuesOf('code', 'error_code', '.*', label);

/** A choice between a few regular expressions, each with words; the first is chosen. */
export function choice(
  name: string,
  label: string,
  options: ReadonlyArray<{ readonly text: string; readonly value: string }>
): VariableModel {
  const [first] = options;
  return {
    type: 'custom',
    name,
    label,
    query: options.map(({ text, value }) => `${text} : ${value}`).join(','),
    multi: false,
    includeAll: false,
    ...(first === undefined ? {} : { current: { selected: true, ...first } }),
    options: options.map((option) => ({ selected: option === first, ...option })),
    skipUrlSync: false,
  };
}

/** A text to write; empty at first. */
export function written(name: string, label: string): VariableModel {
  const empty = { selected: true, text: '', value: '' };
  return { type: 'textbox', name, label, query: '', current: empty, options: [empty], skipUrlSync: false };
}
