import type { BackendMessage } from '../../../locales/backend';
import type { Translate } from '../../../locales/core';
import type { ParsedQuery } from '../../../query';
import type { LogsSettings } from '../../../query/logs';
import type { Notice } from '../../grafana';
import { quoteLogql, type EndpointAnswer, type LogAnswer, type LogPipeline, type LogStore } from '../../loki';
import { notice } from './notices';

/** A log store and what the data source says of it. */
export interface LogAccess {
  readonly store: LogStore;
  readonly settings: Pick<LogsSettings, 'errors' | 'lagSeconds'>;
}

/** Values of a variable that mean "every service". */
const all = new Set(['', '*', '.*', '.+', '$__all', 'All']);

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Services asked for by name; none where every one is. */
export function namedServices(services: readonly string[]): readonly string[] {
  return services.some((service) => all.has(service)) ? [] : services;
}

/** Lines of services, as LogQL; names are taken as they are, never as patterns. */
export function selectorOf(services: readonly string[]): string {
  const names = namedServices(services);
  return names.length === 0 ? '' : `{service_name=~${quoteLogql(names.map(escaped).join('|'))}}`;
}

/** What a query narrows error lines by. */
export interface ErrorFilter {
  readonly services: readonly string[];
  readonly stages: string;
  readonly errorCodes?: readonly string[];
  readonly filters?: ParsedQuery['filters'];
}

/** Ad-hoc filters that are about log lines; others are left out, and `ignoredFilters` says which. */
const filterKeys = new Set(['service_name', 'environment', 'region', 'level', 'source', 'error_code']);
const operators: Readonly<Record<string, string>> = { '=': '=', '!=': '!=', '=~': '=~', '!~': '!~' };

function filterStage({
  key,
  operator,
  value,
  values,
}: NonNullable<ParsedQuery['filters']>[number]): string | undefined {
  if (!filterKeys.has(key)) {
    return undefined;
  }
  if (operator === '=|' || operator === '!=|') {
    const any = (values ?? value.split('|')).map(escaped).join('|');
    return `${key}${operator === '=|' ? '=~' : '!~'}${quoteLogql(any)}`;
  }
  const own = operators[operator];
  return own === undefined ? undefined : `${key}${own}${quoteLogql(value)}`;
}

/** Says which ad-hoc filters are not about log lines. */
export function ignoredFilters(t: Translate<BackendMessage>, filters: ParsedQuery['filters']): Notice[] {
  return (filters ?? [])
    .filter((filter) => filterStage(filter) === undefined)
    .map(({ key, operator }) => notice(t, 'warning', 'queries:notice.filterIgnored', { filter: `${key} ${operator}` }));
}

/** Error lines: the data source's filter for errors, then what the query narrows by. */
export function errorLines(
  { settings }: LogAccess,
  { services, stages, errorCodes = [], filters = [] }: ErrorFilter
): LogPipeline {
  const codes = errorCodes.filter((code) => !all.has(code));
  const parts = [
    settings.errors,
    ...(codes.length === 0 ? [] : [`error_code=~${quoteLogql(codes.map(escaped).join('|'))}`]),
    ...filters.map((filter) => filterStage(filter) ?? ''),
    stages,
  ];
  return { selector: selectorOf(services), stages: parts.map(asStage).filter(Boolean).join(' ') };
}

function asStage(text: string): string {
  const stage = text.trim();
  return stage === '' || /^[|!#]/.test(stage) ? stage : `| ${stage}`;
}

/** What a person should know of answers: which endpoint is down and why, and what was left out. */
export function logNotices(t: Translate, answers: ReadonlyArray<Pick<LogAnswer<unknown>, 'regions'>>): Notice[] {
  return answers.flatMap(({ regions }) => regions.flatMap((region) => ofEndpoint(t, region, regions.length)));
}

function ofEndpoint(t: Translate, { name, region, failed, notices }: EndpointAnswer, endpoints: number): Notice[] {
  const place = region === undefined || region === name ? name : `${name} (${region})`;
  const told = notices.map(({ code, severity, values }): Notice => {
    const text = t(`loki:notice.${code}`, values);
    return { severity, text: endpoints > 1 ? `${place}: ${text}` : text };
  });
  return failed === undefined
    ? told
    : [
        notice(t, 'warning', 'impact-query:logs.down', {
          place,
          reason: t(`loki:error.${failed.code}`, failed.values),
        }),
        ...told,
      ];
}

/** Whether any endpoint answered. */
export function answered({ regions }: Pick<LogAnswer<unknown>, 'regions'>): boolean {
  return regions.some(({ failed }) => failed === undefined);
}
