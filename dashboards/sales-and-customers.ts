import type { Panel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import type { KpiName, SavedQuery } from '../src/query';
import { panel, type BundledDashboard, type Place } from './model';
import { bars, before, compared, main, now, second, series, table } from './parts';
import { shell } from './shell';
import { wordsIn, type Words } from './words';

const base = { version: 2, queryType: 'metrics' } as const;

/** All large figures in one query: panels that ask the same thing share one answer. */
const figures: SavedQuery = {
  ...base,
  metrics: ['net_sales', 'orders', 'average_order_value', 'new_customers', 'returning_customer_rate', 'return_rate'],
  compare: 'previous_period',
};

const byDay: SavedQuery = { ...base, metrics: ['net_sales'], bucket: 'day', compare: 'previous_period' };

const orderKinds: SavedQuery = { ...base, metrics: ['first_time_orders', 'returning_orders'], bucket: 'day' };

const split = (
  metrics: [KpiName, ...KpiName[]],
  dimension: 'channel' | 'country' | 'utm_campaign',
  limit: number
): SavedQuery => ({
  ...base,
  metrics,
  dimensions: [dimension],
  limit,
});

const codes: SavedQuery = {
  ...base,
  metrics: ['orders', 'net_sales', 'average_order_value'],
  dimensions: ['discount_code'],
  limit: 15,
};

function figure(id: number, metric: KpiName & keyof typeof titles, place: Place, words: Words): Panel {
  return compared({
    id,
    title: words(titles[metric]),
    description: words(`${titles[metric]}.about`),
    place,
    query: figures,
    metric,
    words: [words('dashboards:sales.now'), words('dashboards:sales.before')],
    missing: '–',
  });
}

const titles = {
  net_sales: 'dashboards:sales.net_sales',
  orders: 'dashboards:sales.orders',
  average_order_value: 'dashboards:sales.average_order_value',
  new_customers: 'dashboards:sales.new_customers',
  returning_customer_rate: 'dashboards:sales.returning_customer_rate',
  return_rate: 'dashboards:sales.return_rate',
} as const;

function netSalesByDay(words: Words): Panel {
  return series({
    id: 7,
    title: words('dashboards:sales.days'),
    description: words('dashboards:sales.days.about'),
    place: [0, 5, 16, 9],
    query: byDay,
    empty: words('dashboards:empty.orders'),
    columns: {
      net_sales: { ...now(words('dashboards:sales.now')), decimals: 0 },
      net_sales_previous_period: { ...before(words('dashboards:sales.before')), decimals: 0 },
    },
  });
}

function buyers(words: Words): Panel {
  return series({
    id: 9,
    title: words('dashboards:sales.buyers'),
    description: words('dashboards:sales.buyers.about'),
    place: [0, 14, 12, 9],
    query: orderKinds,
    empty: words('dashboards:empty.orders'),
    draw: 'bars',
    stacked: true,
    columns: {
      first_time_orders: { displayName: words('dashboards:sales.buyers.first'), color: second },
      returning_orders: { displayName: words('dashboards:sales.buyers.again'), color: main },
    },
  });
}

function campaigns(words: Words): Panel {
  return table({
    id: 11,
    title: words('dashboards:sales.campaigns'),
    description: words('dashboards:sales.campaigns.about'),
    place: [0, 23, 12, 9],
    query: split(['net_sales', 'orders', 'average_order_value'], 'utm_campaign', 15),
    empty: words('dashboards:empty.orders'),
    columns: { utm_campaign: {}, net_sales: {}, orders: { 'custom.width': 90 }, average_order_value: {} },
  });
}

function discountCodes(words: Words): Panel {
  return table({
    id: 12,
    title: words('dashboards:sales.codes'),
    description: words('dashboards:sales.codes.about'),
    place: [12, 23, 12, 9],
    query: codes,
    empty: words('dashboards:empty.orders'),
    columns: { discount_code: {}, orders: { 'custom.width': 90 }, net_sales: {}, average_order_value: {} },
  });
}

/** What was sold in the last weeks, to whom, and what brought them. */
export function salesAndCustomers(language: Language): BundledDashboard {
  const words = wordsIn(language);
  const panels = [
    figure(1, 'net_sales', [0, 0, 4, 5], words),
    figure(2, 'orders', [4, 0, 4, 5], words),
    figure(3, 'average_order_value', [8, 0, 4, 5], words),
    figure(4, 'new_customers', [12, 0, 4, 5], words),
    figure(5, 'returning_customer_rate', [16, 0, 4, 5], words),
    figure(6, 'return_rate', [20, 0, 4, 5], words),
    netSalesByDay(words),
    bars({
      id: 8,
      title: words('dashboards:sales.channels'),
      description: words('dashboards:sales.channels.about'),
      place: [16, 5, 8, 9],
      query: split(['net_sales'], 'channel', 6),
      empty: words('dashboards:empty.orders'),
      column: 'net_sales',
      limit: 6,
    }),
    buyers(words),
    bars({
      id: 10,
      title: words('dashboards:sales.countries'),
      description: words('dashboards:sales.countries.about'),
      place: [12, 14, 12, 9],
      query: split(['net_sales'], 'country', 8),
      empty: words('dashboards:empty.orders'),
      column: 'net_sales',
      limit: 8,
    }),
    campaigns(words),
    discountCodes(words),
    panel('text', {
      id: 13,
      title: words('dashboards:help'),
      place: [0, 32, 24, 5],
      options: { mode: 'markdown', content: words('dashboards:sales.help') },
    }),
  ];
  const title = words('dashboards:sales.title');
  const question = words('dashboards:sales.question');
  const description = words('dashboards:sales.about');
  const onward = [
    { name: 'visitors-and-campaigns', title: words('dashboards:visitors.title') },
    { name: 'products-and-stock', title: words('dashboards:products.title') },
  ];
  return shell(
    { name: 'sales-and-customers', onward, language, title, question, description, from: 'now-30d', panels },
    words
  );
}
