import type { Panel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import type { KpiName, SavedQuery } from '../src/query';
import { panel, type BundledDashboard, type Place } from './model';
import { bars, earlier, inWords, main, plain, second, series, stat, table } from './parts';
import { shell } from './shell';
import { wordsIn, type Words } from './words';

const base = { version: 2, queryType: 'metrics' } as const;

/** The steps to an order in one query: panels that ask the same thing share one answer. */
const today: SavedQuery = {
  ...base,
  metrics: ['sessions', 'sessions_with_cart', 'sessions_at_checkout', 'sessions_completed', 'conversion_rate'],
  period: 'today',
  compare: 'week_ago',
};

const byDay: SavedQuery = { ...base, metrics: ['cart_rate', 'checkout_rate', 'conversion_rate'], bucket: 'day' };

const visits = (dimension: 'referrer' | 'device', limit: number): SavedQuery => ({
  ...base,
  metrics: ['sessions', 'sessions_completed', 'conversion_rate'],
  dimensions: [dimension],
  limit,
});

const buyers = (dimensions: Array<'utm_campaign' | 'utm_source' | 'utm_medium'>): SavedQuery => ({
  ...base,
  metrics: ['orders', 'first_time_orders', 'net_sales', 'average_order_value'],
  dimensions,
  limit: 15,
});

/** Shopify's `referrer_source` and `session_device_type`. */
const referrerKinds = ['direct', 'search', 'social', 'email', 'unknown'] as const;
const devices = ['mobile', 'desktop', 'tablet'] as const;

const titles = {
  sessions: 'dashboards:visitors.sessions',
  sessions_with_cart: 'dashboards:visitors.sessions_with_cart',
  sessions_at_checkout: 'dashboards:visitors.sessions_at_checkout',
  sessions_completed: 'dashboards:visitors.sessions_completed',
  conversion_rate: 'dashboards:visitors.conversion_rate',
} as const;

/** One step today above the same time last week. */
function step(id: number, metric: KpiName & keyof typeof titles, place: Place, words: Words): Panel {
  return stat({
    id,
    title: words(titles[metric]),
    description: words(`${titles[metric]}.about`),
    place,
    query: today,
    columns: {
      [metric]: { displayName: words('dashboards:storeToday.today'), color: main },
      [`${metric}_week_ago`]: { displayName: words('dashboards:storeToday.weekAgo'), color: plain },
    },
    missing: '–',
    narrow: true,
  });
}

function rates(words: Words): Panel {
  return series({
    id: 6,
    title: words('dashboards:visitors.rates'),
    description: words('dashboards:visitors.rates.about'),
    place: [0, 5, 15, 9],
    query: byDay,
    empty: words('dashboards:empty.visits'),
    columns: {
      cart_rate: { displayName: words('dashboards:visitors.rates.cart'), color: earlier },
      checkout_rate: { displayName: words('dashboards:visitors.rates.checkout'), color: second },
      conversion_rate: { displayName: words('dashboards:visitors.rates.paid'), color: main },
    },
  });
}

function referrers(words: Words): Panel {
  return table({
    id: 8,
    title: words('dashboards:visitors.referrers'),
    description: words('dashboards:visitors.referrers.about'),
    place: [0, 14, 12, 9],
    query: visits('referrer', 15),
    empty: words('dashboards:empty.visits'),
    columns: {
      referrer: { mappings: inWords(referrerKinds, (kind) => words(`dashboards:visitors.referrer.${kind}`)) },
      sessions: { displayName: words('dashboards:visitors.sessions'), 'custom.width': 95 },
      sessions_completed: { displayName: words('dashboards:visitors.sessions_completed'), 'custom.width': 95 },
      conversion_rate: { displayName: words('dashboards:visitors.conversion_rate'), 'custom.width': 110 },
    },
  });
}

const orderColumns = (words: Words) => ({
  orders: { displayName: words('dashboards:storeToday.orders'), 'custom.width': 75 },
  first_time_orders: { displayName: words('dashboards:visitors.firstTime'), 'custom.width': 100 },
  net_sales: { 'custom.width': 120 },
  average_order_value: { 'custom.width': 165 },
});

function campaigns(words: Words): Panel {
  return table({
    id: 9,
    title: words('dashboards:visitors.campaigns'),
    description: words('dashboards:visitors.campaigns.about'),
    place: [12, 14, 12, 9],
    query: buyers(['utm_campaign']),
    empty: words('dashboards:empty.orders'),
    columns: { utm_campaign: {}, ...orderColumns(words) },
  });
}

function sources(words: Words): Panel {
  return table({
    id: 10,
    title: words('dashboards:visitors.sources'),
    description: words('dashboards:visitors.sources.about'),
    place: [0, 23, 15, 9],
    query: buyers(['utm_source', 'utm_medium']),
    empty: words('dashboards:empty.orders'),
    columns: { utm_source: {}, utm_medium: {}, ...orderColumns(words) },
  });
}

/** Where visits end on the way to an order, and which campaign brought those who bought. */
export function visitorsAndCampaigns(language: Language): BundledDashboard {
  const words = wordsIn(language);
  const panels = [
    step(1, 'sessions', [0, 0, 5, 5], words),
    step(2, 'sessions_with_cart', [5, 0, 5, 5], words),
    step(3, 'sessions_at_checkout', [10, 0, 5, 5], words),
    step(4, 'sessions_completed', [15, 0, 4, 5], words),
    step(5, 'conversion_rate', [19, 0, 5, 5], words),
    rates(words),
    bars({
      id: 7,
      title: words('dashboards:visitors.devices'),
      description: words('dashboards:visitors.devices.about'),
      place: [15, 5, 9, 9],
      query: visits('device', 6),
      only: ['device', 'conversion_rate'],
      column: 'conversion_rate',
      texts: { device: { mappings: inWords(devices, (kind) => words(`dashboards:visitors.device.${kind}`)) } },
      limit: 6,
      empty: words('dashboards:empty.visits'),
    }),
    referrers(words),
    campaigns(words),
    sources(words),
    panel('text', {
      id: 11,
      title: words('dashboards:help'),
      place: [15, 23, 9, 9],
      options: { mode: 'markdown', content: words('dashboards:visitors.help') },
    }),
  ];
  return shell(
    {
      name: 'visitors-and-campaigns',
      language,
      title: words('dashboards:visitors.title'),
      question: words('dashboards:visitors.question'),
      description: words('dashboards:visitors.about'),
      from: 'now-30d',
      onward: [{ name: 'sales-and-customers', title: words('dashboards:sales.title') }],
      panels,
    },
    words
  );
}
