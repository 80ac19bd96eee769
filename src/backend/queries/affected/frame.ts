import { quoteLogql } from '../../loki';
import {
  boolField,
  numberField,
  stringField,
  timeField,
  type Field,
  type FieldConfig,
  type Frame,
} from '../../grafana';
import { affectedOutcomes } from '../../../query';
import type { ImpactSettings } from '../../../query/logs';
import type { Ask } from '../common/ask';
import { amountConfig, currencyConfig } from '../common/money';
import { frameOf } from '../common/shape';
import { wordsOf } from '../impact/words';
import { adminLink } from '../records/links';
import type { Resolved } from './resolve';

export type Place = Pick<Ask, 't' | 'facts' | 'options'> & { readonly impact: ImpactSettings };

/** Columns that links are made of, and nobody reads. */
export const hidden = { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } };

/** LogQL that finds a key's lines: by the label that bears it, else anywhere in the line. */
export function linesOf({ key, label, service }: Pick<Resolved, 'key' | 'label' | 'service'>): string {
  const selector = service === '' ? '{service_name=~".+"}' : `{service_name=${quoteLogql(service)}}`;
  return label === undefined
    ? `${selector} |= ${quoteLogql(key)}`
    : `${selector} | ${label.name}=${quoteLogql(label.value)}`;
}

/** Explore with the lines of a row, in the log data source that the dashboard's variable `loki` names. */
export function exploreLink(title: string): FieldConfig {
  const pane = [
    '{"logs":{"datasource":"${loki}","queries":[{"refId":"A","queryType":"range","expr":"',
    '"}],"range":{"from":"',
    '","to":"',
    '"}}}',
  ].map(encodeURIComponent);
  const [before = '', expr = '', from = '', to = ''] = pane;
  const variable = before.replace(encodeURIComponent('${loki}'), '${loki}');
  const value = (column: string) => `\${__data.fields.${column}:percentencode}`;
  const url = `/explore?schemaVersion=1&panes=${variable}${value('logs_expr')}${expr}${value('logs_from')}${from}${value('logs_to')}${to}`;
  return { links: [{ title, url }] };
}

/** A text inside a string of JSON. */
export const jsonInside = (text: string) => JSON.stringify(text).slice(1, -1);

/** A search that finds the record in the Shopify admin; null where the shop does not know it. */
export function adminSearch({ order, checkout, customerId }: Resolved): string | null {
  return order !== undefined
    ? `name:"${order.name.replaceAll('"', '')}"`
    : checkout !== undefined
      ? `id:${checkout.id}`
      : customerId === null
        ? null
        : `id:${customerId}`;
}

/** One row per key, newest error first. */
export function rowsFrame(place: Place, rows: readonly Resolved[]): Frame {
  const { t, facts, options } = place;
  const admin = t('queries:link.admin');
  const title = (name: string): FieldConfig => ({ displayName: t(`affected:column.${name}`) });
  const text = (name: string, of: (row: Resolved) => string | null, config: FieldConfig = {}) =>
    stringField(name, rows.map(of), { config: { ...title(name), ...config } });
  const number = (name: string, of: (row: Resolved) => number | null, config: FieldConfig = {}) =>
    numberField(name, rows.map(of), { config: { ...title(name), ...config } });
  const time = (name: string, of: (row: Resolved) => number) => timeField(name, rows.map(of), { config: title(name) });
  const currencies = new Set(rows.flatMap(({ currency }) => currency ?? []));
  const [only] = currencies.size === 1 ? currencies : [undefined];
  const orderLink = adminLink(facts.domain, { page: 'order', id: 'order_id' }, admin).links ?? [];
  // Queries are told apart by the data source that they come through.
  const store = options.caller === undefined ? '' : `?ds=${encodeURIComponent(options.caller)}`;
  const pageLink = {
    title: t('affected:link.order'),
    url: `/a/shopscope-observability-app/order/\${__data.fields.order_id}${store}`,
  };
  const minute = 60_000;
  const codes = new Set(rows.flatMap(({ code }) => code ?? []));
  const words = new Map([...codes].map((code) => [code, wordsOf(place.impact, code, t)]));
  const outcomes = new Map(affectedOutcomes.map((each) => [each, t(`affected:outcome.${each.replace(' ', '_')}`)]));
  return frameOf('affected', 'table', [
    time('time', ({ lastAt }) => lastAt),
    time('first_time', ({ firstAt }) => firstAt),
    text('service', ({ service }) => service),
    text('region', ({ region }) => region),
    text('error_code', ({ code }) => code),
    text('words', ({ code }) => words.get(code ?? '') ?? null),
    text('message', ({ message }) => message),
    number('errors', ({ errors }) => errors, { decimals: 0, ...exploreLink(t('affected:link.logs')) }),
    text('key_type', ({ type }) => type),
    text('key', ({ key }) => key),
    text('order_id', ({ order }) => order?.id ?? null, { links: [...orderLink, pageLink] }),
    text('order_name', ({ order }) => order?.name ?? null, { links: [pageLink, ...orderLink] }),
    text('checkout_id', ({ checkout }) => checkout?.id ?? null, {
      ...adminLink(facts.domain, { page: 'checkout', id: 'checkout_id' }, admin),
    }),
    text('customer_id', ({ customerId }) => customerId, {
      ...adminLink(facts.domain, { page: 'customer', id: 'customer_id' }, admin),
    }),
    text('outcome', ({ outcome }) => outcomes.get(outcome) ?? outcome),
    text('outcome_code', ({ outcome }) => outcome, hidden),
    number('minutes_to_paid', ({ minutesToPaid }) => minutesToPaid, { unit: 'm', decimals: 1 }),
    number('value', ({ value }) => (value === null ? null : value / 10_000), amountConfig(only)),
    text('currency', ({ currency }) => currency),
    text('admin_search', adminSearch),
    text('logs_expr', (row) => jsonInside(linesOf(row)), hidden),
    text('logs_from', ({ firstAt }) => String(firstAt - 5 * minute), hidden),
    text('logs_to', ({ lastAt }) => String(lastAt + 5 * minute), hidden),
  ]);
}

/** Counts of a summary; null where there is no copy to tell it. */
export interface Summary {
  readonly numbers: Readonly<Record<string, number | null>>;
  readonly advice: string | null;
  readonly adminSearch: string | null;
}

const shares = new Set(['match_rate', 'share_of_all_checkouts']);

export function summaryFrame({ t, facts }: Place, { numbers, advice, adminSearch: search }: Summary): Frame {
  const title = (name: string): FieldConfig => ({ displayName: t(`affected:column.${name}`) });
  const config = (name: string): FieldConfig =>
    shares.has(name)
      ? { unit: 'percentunit', min: 0, max: 1 }
      : name === 'value_not_paid'
        ? currencyConfig(facts.currency)
        : { decimals: 0, min: 0 };
  return frameOf('affected', 'table', [
    ...Object.entries(numbers).map(([name, value]): Field =>
      numberField(name, [value], { config: { ...title(name), ...config(name) } })
    ),
    stringField('advice', [advice], { config: title('advice') }),
    stringField('admin_search', [search], { config: title('admin_search') }),
  ]);
}

/** One error code of one service. */
export interface CodeRow {
  readonly code: string;
  readonly service: string;
  readonly errors: number;
  readonly keys: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly isNew: boolean;
}

export function codesFrame({ t, impact }: Place, rows: readonly CodeRow[]): Frame {
  const config = (name: string, more: FieldConfig = {}) => ({
    config: { displayName: t(`affected:column.${name}`), ...more },
  });
  const words = rows.map(({ code }) => wordsOf(impact, code, t) ?? null);
  return frameOf('codes', 'table', [
    stringField(
      'error_code',
      rows.map(({ code }) => code),
      config('error_code')
    ),
    stringField('words', words, config('words')),
    boolField(
      'has_words',
      words.map((each) => each !== null),
      config('has_words')
    ),
    stringField(
      'service',
      rows.map(({ service }) => service),
      config('service')
    ),
    numberField(
      'errors',
      rows.map(({ errors }) => errors),
      config('errors', { decimals: 0 })
    ),
    numberField(
      'keys',
      rows.map(({ keys }) => keys),
      config('keys', { decimals: 0 })
    ),
    timeField(
      'first_seen',
      rows.map(({ firstAt }) => firstAt),
      config('first_seen')
    ),
    timeField(
      'last_seen',
      rows.map(({ lastAt }) => lastAt),
      config('last_seen')
    ),
    boolField(
      'is_new',
      rows.map(({ isNew }) => isNew),
      config('is_new')
    ),
  ]);
}
