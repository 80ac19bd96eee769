import { FieldColorModeId, ThresholdsMode, type Panel } from '@grafana/schema';
import type { MetricName, SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { panel, type BundledDashboard, type Place } from './model';
import { bars, before, main, now, plain, series, stat, table } from './parts';
import { shell } from './shell';
import { financialStatuses, fulfillmentStatuses, inStatusWords } from './statuses';
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
    empty: words('dashboards:empty.orders'),
    columns: {
      total_sales: { ...now(words('dashboards:storeToday.hours.now')), decimals: 0 },
      total_sales_week_ago: { ...before(words('dashboards:storeToday.hours.weekAgo')), decimals: 0 },
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
    empty: words('dashboards:empty.orders'),
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
    empty: words('dashboards:empty.everOrders'),
    columns: {
      order: { 'custom.width': 90 },
      order_id: {},
      created_at: { 'custom.width': 165 },
      total: { 'custom.width': 110 },
      currency: { 'custom.width': 85 },
      items: { 'custom.width': 75 },
      financial_status: { mappings: inStatusWords(financialStatuses, words) },
      fulfillment_status: { mappings: inStatusWords(fulfillmentStatuses, words) },
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
      unit: 'locale',
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
      question: words('dashboards:storeToday.question'),
      description: words('dashboards:storeToday.about'),
      from: 'now-24h',
      onward: [
        { name: 'shop-fine', title: words('dashboards:shopFine.title') },
        { name: 'sales-and-customers', title: words('dashboards:sales.title') },
      ],
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
