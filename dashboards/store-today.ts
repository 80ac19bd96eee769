import {
  DashboardCursorSync,
  FieldColorModeId,
  MappingType,
  SpecialValueMatch,
  ThresholdsMode,
  type FieldColor,
  type FieldConfig,
  type Panel,
} from '@grafana/schema';
import type { MetricName, SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { dataSourceType, panel, storeVariable, type BundledDashboard, type PanelParts, type Place } from './model';
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
  bucket: 'hour',
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

const fixed = (fixedColor: string): FieldColor => ({ mode: FieldColorModeId.Fixed, fixedColor });
const plain = fixed('text');
const main = fixed('green');
const earlier = fixed('gray');

function named(name: string, properties: Readonly<Record<string, unknown>>) {
  return {
    matcher: { id: 'byName', options: name },
    properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
  };
}

interface StatParts extends Pick<PanelParts, 'id' | 'title' | 'description' | 'place' | 'query'> {
  /** Columns to show, one below the other, with what sets each apart. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** How a value that is not there yet is told. */
  readonly missing: string;
  readonly defaults?: FieldConfig;
}

/** Large figures below each other, each with its name. A missing one is told in plain words and colour: it warns of nothing. */
function stat({ columns, missing, defaults, ...parts }: StatParts): Panel {
  return panel('stat', {
    ...parts,
    only: Object.keys(columns),
    options: {
      reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
      orientation: 'horizontal',
      colorMode: 'value',
      graphMode: 'none',
      justifyMode: 'auto',
      textMode: 'value_and_name',
      text: { titleSize: 15, valueSize: 26 },
      wideLayout: true,
    },
    fieldConfig: {
      defaults: {
        ...defaults,
        noValue: missing,
        mappings: [
          {
            type: MappingType.SpecialValue,
            options: { match: SpecialValueMatch.NullAndNan, result: { text: missing, color: 'text', index: 0 } },
          },
        ],
      },
      overrides: Object.entries(columns).map(([name, properties]) => named(name, properties)),
    },
  });
}

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
  return panel('timeseries', {
    id: 5,
    title: words('dashboards:storeToday.hours'),
    description: words('dashboards:storeToday.hours.about'),
    place: [0, 6, 15, 9],
    query: hours,
    options: {
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'multi', sort: 'none' },
    },
    fieldConfig: {
      defaults: {
        min: 0,
        custom: {
          drawStyle: 'line',
          lineInterpolation: 'stepAfter',
          lineWidth: 2,
          showPoints: 'never',
          fillOpacity: 0,
        },
      },
      overrides: [
        named('total_sales', {
          displayName: words('dashboards:storeToday.hours.now'),
          color: main,
          'custom.fillOpacity': 18,
        }),
        named('total_sales_week_ago', {
          displayName: words('dashboards:storeToday.hours.weekAgo'),
          color: earlier,
          'custom.lineStyle': { fill: 'dash', dash: [6, 6] },
        }),
      ],
    },
  });
}

function topProducts(words: Words): Panel {
  return panel('bargauge', {
    id: 6,
    title: words('dashboards:storeToday.products'),
    description: words('dashboards:storeToday.products.about'),
    place: [15, 6, 9, 9],
    query: products,
    options: {
      reduceOptions: { values: true, calcs: [], fields: '', limit: 7 },
      orientation: 'horizontal',
      displayMode: 'basic',
      valueMode: 'text',
      namePlacement: 'top',
      showUnfilled: true,
      sizing: 'auto',
      minVizHeight: 16,
      maxVizHeight: 40,
      minVizWidth: 8,
    },
    // Without a name of its own a row's value is named after its product.
    fieldConfig: { defaults: { min: 0, color: main }, overrides: [named('total_sales', { displayName: '' })] },
  });
}

function latestOrders(words: Words): Panel {
  return panel('table', {
    id: 7,
    title: words('dashboards:storeToday.latest'),
    description: words('dashboards:storeToday.latest.about'),
    place: [0, 15, 15, 11],
    query: orders,
    only: ['order', 'order_id', 'created_at', 'total', 'currency', 'items', 'financial_status', 'fulfillment_status'],
    options: { showHeader: true, cellHeight: 'sm' },
    fieldConfig: {
      defaults: { custom: { align: 'auto', cellOptions: { type: 'auto' } } },
      overrides: [
        named('created_at', { 'custom.width': 165 }),
        named('order', { 'custom.width': 90 }),
        named('total', { 'custom.width': 110 }),
        named('currency', { 'custom.width': 85 }),
        named('items', { 'custom.width': 75 }),
        named('financial_status', { mappings: [statusWords(financialStatuses, words)] }),
        named('fulfillment_status', { mappings: [statusWords(fulfillmentStatuses, words)] }),
      ],
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
  return {
    id: null,
    uid: language === 'en' ? 'shopscope-store-today' : `shopscope-store-today-${language}`,
    title: words('dashboards:storeToday.title'),
    description: words('dashboards:storeToday.about'),
    tags: ['shopscope', 'shopify', language],
    editable: true,
    graphTooltip: DashboardCursorSync.Crosshair,
    refresh: '5m',
    schemaVersion: 41,
    time: { from: 'now-24h', to: 'now' },
    timezone: 'browser',
    version: 1,
    templating: {
      list: [
        {
          type: 'datasource',
          name: storeVariable,
          label: words('dashboards:storeToday.store'),
          query: dataSourceType,
          multi: false,
          includeAll: false,
          skipUrlSync: false,
          options: [],
        },
      ],
    },
    annotations: { list: [] },
    links: [],
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
  };
}
