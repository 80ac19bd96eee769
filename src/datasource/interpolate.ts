import type { AdHocVariableFilter, ScopedVars } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import type { ShopscopeQuery } from './types';

type Value = string | number | ReadonlyArray<string | number>;
type Format = (value: Value) => string;

const isList = (value: Value): value is ReadonlyArray<string | number> => Array.isArray(value);
const escapeQuotes = (value: string | number) => String(value).replaceAll("'", "\\'");
const doubleQuotes = (value: string | number) => String(value).replaceAll("'", "''");
const inJson = (value: string | number) => JSON.stringify(String(value)).slice(1, -1);

/** For `= '$x'` and `IN ($x)`. */
const shopifyql: Format = (value) =>
  isList(value) ? value.map((one) => `'${escapeQuotes(one)}'`).join(', ') : escapeQuotes(value);
/** For `= '$x'` and `IN ($x)` in SQL, where quotes are doubled. */
const sql: Format = (value) =>
  isList(value) ? value.map((one) => `'${doubleQuotes(one)}'`).join(', ') : doubleQuotes(value);
/** For `"$x"` and, with several values, a whole list. */
const json: Format = (value) => (isList(value) ? JSON.stringify(value) : inJson(value));
const commas: Format = (value) => (isList(value) ? value.join(',') : String(value));
/** Each value of a list on its own. */
const lines: Format = (value) => (isList(value) ? value.join('\n') : String(value));
/** For `=~"$x"` in LogQL: every value as it stands, none a pattern. */
const logql: Format = (value) => (isList(value) ? value : [value]).map((one) => inJson(quoted(one))).join('|');
const quoted = (value: string | number) => String(value).replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** `$__interval` is left for the backend, which turns it into a ShopifyQL bucket. */
function withoutInterval(scopedVars: ScopedVars): ScopedVars {
  const { __interval, __interval_ms, ...rest } = scopedVars;
  return rest;
}

/** Puts the values of dashboard variables into every text that a person can write. */
export function fillVariables(query: ShopscopeQuery, scopedVars: ScopedVars): ShopscopeQuery {
  const templates = getTemplateSrv();
  const vars = withoutInterval(scopedVars);
  const fill = (text: string | undefined, format: Format) => templates.replace(text ?? '', vars, format);
  const timezone = query.timezone === undefined ? {} : { timezone: fill(query.timezone, commas) };
  switch (query.queryType) {
    case 'records':
      return { ...query, ...timezone, search: fill(query.search, commas) };
    case 'shopifyql':
      return { ...query, ...timezone, text: fill(query.text, shopifyql) };
    case 'sql':
      return { ...query, ...timezone, sql: fill(query.sql, sql) };
    case 'graphql':
      return {
        ...query,
        ...timezone,
        // `$name` alone is a variable of GraphQL's own.
        document: query.document.replace(/\$\{[^}]*\}/g, (reference) => fill(reference, json)),
        variables: fill(query.variables, json),
        rowsPath: fill(query.rowsPath, commas),
        timeColumn: fill(query.timeColumn, commas),
      };
    case 'impact':
    case 'affected': {
      const many = (texts: string[] | undefined) =>
        texts?.flatMap((text) => fill(text, lines).split('\n')).filter((text) => text !== '');
      const services = many(query.services);
      const filled = {
        ...timezone,
        ...(services === undefined ? {} : { services }),
        ...(query.stages === undefined ? {} : { stages: fill(query.stages, logql) }),
      };
      if (query.queryType === 'impact') {
        return { ...query, ...filled };
      }
      const errorCodes = many(query.errorCodes);
      return { ...query, ...filled, ...(errorCodes === undefined ? {} : { errorCodes }) };
    }
    default:
      return { ...query, ...timezone };
  }
}

/** Ad-hoc filters as the query model has them; half-written ones are left out. */
export function withFilters(query: ShopscopeQuery, filters: AdHocVariableFilter[] | undefined): ShopscopeQuery {
  const complete = (filters ?? [])
    .filter(({ key, operator }) => key !== '' && operator !== '')
    .map(({ key, operator, value, values }) => ({ key, operator, value, ...(values === undefined ? {} : { values }) }));
  return complete.length === 0 ? query : { ...query, filters: complete };
}
