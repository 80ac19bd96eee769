import { FieldColorModeId, ThresholdsMode, type Panel } from '@grafana/schema';
import type { MetricName, SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { panel, type BundledDashboard, type Place } from './model';
import { bars, before, main, now, plain, series, stat, table } from './parts';
import { shell } from './shell';
import { wordsIn, type Words } from './words';

/** All three figures in one query: panels that ask the same thing share one answer. */
const figures: SavedQuery = {
  version: 2,
  queryType: 'metrics',
  metrics: ['total_sales', 'orders', 'average_order_value'],
  period: 'today',
  compare: 'week_ago',
};

const hours: SavedQuery = {
  version: 2,
  queryType: 'metrics',
  metrics: ['total_sales'],
  bucket: 'auto',
  period: 'dashboard',
  compare: 'week_ago',
};

const products: SavedQuery = {
  version: 2,
  queryType: 'metrics',
  metrics: ['total_sales'],
  dimensions: ['product'],
  period: 'today',
  limit: 7,
};

/** The latest ones, whatever the range: a shop that sleeps still shows its last orders. */
const orders: SavedQuery = { version: 2, queryType: 'records', kind: 'orders', inRange: false, limit: 20 };

const budget: SavedQuery = { version: 2, queryType: 'status', part: 'budget' };

/** Shopify's `OrderDisplayFinancialStatus` and `OrderDisplayFulfillmentStatus`. */
const financialStatuses = [
  'PENDING',
  'AUTHORIZED',
  'EXPIRED',
  'PAID',
  'PARTIALLY_PAID',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
  'VOIDED',
] as const;
const fulfillmentStatuses = [
  'UNFULFILLED',
  'PARTIALLY_FULFILLED',
  'FULFILLED',
  'IN_PROGRESS',
  'ON_HOLD',
  'SCHEDULED',
  'OPEN',
  'PENDING_FULFILLMENT',
  'RESTOCKED',
  'REQUEST_DECLINED',
] as const;

/** Shopify's names of statuses in words. */
function statusWords(statuses: typeof financialStatuses | typeof fulfillmentStatuses, words: Words) {
  const entries = statuses.map(
    (status, index) => [status, { text: words(`dashboards:status.${status}`), index }] as const
  );
  return { type: 'value', options: Object.fromEntries<object>(entries) };
}

/** One figure today above the same time last week. */
function figure(id: number, metric: MetricName, place: Place, words: Words): Panel {
  return stat({
    id,
    title: words(`dashboards:storeToday.${metric}`),
    description: words(`dashboards:storeToday.${metric}.about`),
    place,
    query: figures,
    columns: {
      [metric]: { displayName: words('dashboards:storeToday.today'), color: main },
      [`${metric}_week_ago`]: { displayName: words('dashboards:storeToday.weekAgo'), color: plain },
    },
    missing: '–',
  });
}

function salesByHour(words: Words): Panel {
  return series({
    id: 5,
    title: words('dashboards:storeToday.hours'),
    description: words('dashboards:storeToday.hours.about'),
    place: [0, 6, 15, 9],
    query: hours,
    columns: {
      total_sales: now(words('dashboards:storeToday.hours.now')),
      total_sales_week_ago: before(words('dashboards:storeToday.hours.weekAgo')),
    },
  });
}

function topProducts(words: Words): Panel {
  return bars({
    id: 6,
    title: words('dashboards:storeToday.products'),
    description: words('dashboards:storeToday.products.about'),
    place: [15, 6, 9, 9],
    query: products,
    column: 'total_sales',
    limit: 7,
  });
}

function latestOrders(words: Words): Panel {
  return table({
    id: 7,
    title: words('dashboards:storeToday.latest'),
    description: words('dashboards:storeToday.latest.about'),
    place: [0, 15, 15, 11],
    query: orders,
    columns: {
      order: { 'custom.width': 90 },
      order_id: {},
      created_at: { 'custom.width': 165 },
      total: { 'custom.width': 110 },
      currency: { 'custom.width': 85 },
      items: { 'custom.width': 75 },
      financial_status: { mappings: [statusWords(financialStatuses, words)] },
      fulfillment_status: { mappings: [statusWords(fulfillmentStatuses, words)] },
    },
  });
}

function apiBudget(words: Words): Panel {
  return stat({
    id: 4,
    title: words('dashboards:storeToday.budget'),
    description: words('dashboards:storeToday.budget.about'),
    place: [18, 0, 6, 6],
    query: budget,
    columns: {
      graphql_available: { displayName: words('dashboards:storeToday.budget.graphql') },
      shopifyql_available: { displayName: words('dashboards:storeToday.budget.shopifyql') },
    },
    missing: words('dashboards:storeToday.budget.unasked'),
    defaults: {
      color: { mode: FieldColorModeId.Thresholds },
      thresholds: {
        mode: ThresholdsMode.Absolute,
        steps: [
          { color: 'red', value: null },
          { color: 'orange', value: 100 },
          { color: 'text', value: 300 },
        ],
      },
    },
  });
}

function about(words: Words): Panel {
  return panel('text', {
    id: 8,
    title: words('dashboards:storeToday.help'),
    place: [15, 15, 9, 11],
    options: { mode: 'markdown', content: words('dashboards:storeToday.help.text') },
  });
}

/** How the store does today, for everyone in the company. */
export function storeToday(language: Language): BundledDashboard {
  const words = wordsIn(language);
  return shell(
    {
      name: 'store-today',
      language,
      title: words('dashboards:storeToday.title'),
      description: words('dashboards:storeToday.about'),
      from: 'now-24h',
      panels: [
        figure(1, 'total_sales', [0, 0, 6, 6], words),
        figure(2, 'orders', [6, 0, 6, 6], words),
        figure(3, 'average_order_value', [12, 0, 6, 6], words),
        apiBudget(words),
        salesByHour(words),
        topProducts(words),
        latestOrders(words),
        about(words),
      ],
    },
    words
  );
}
