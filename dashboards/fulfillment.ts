import { ThresholdsMode, type Panel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import type { KpiName, SavedQuery } from '../src/query';
import { panel, type BundledDashboard, type Place } from './model';
import { bars, compared, inWords, main, now, series, stat, table } from './parts';
import { shell } from './shell';
import { fulfillmentStatuses, inStatusWords } from './statuses';
import { wordsIn, type Words } from './words';

const base = { version: 2, queryType: 'metrics' } as const;

/** Each figure by itself: they are found in different places, and middles of a long range take their time. */
const figureOf = (metric: KpiName): SavedQuery => ({ ...base, metrics: [metric], compare: 'previous_period' });

const backlog: SavedQuery = { ...base, metrics: ['backlog_orders'] };
const ages: SavedQuery = { ...base, metrics: ['backlog_orders'], dimensions: ['age'], limit: 10 };
const byDay: SavedQuery = { ...base, metrics: ['time_to_fulfill'], bucket: 'day' };

const longest: SavedQuery = {
  version: 2,
  queryType: 'sql',
  format: 'table',
  sql: `select o.name as "order", o.created_at as since, (unixepoch('now') * 1000 - o.created_at) / 86400000.0 as waits,
  o.fulfillment_status as status,
  (select sum(l.current_quantity) from line_items l where l.order_id = o.id) as items
from (
  select distinct order_id from fulfillment_orders
  where status in ('OPEN', 'IN_PROGRESS', 'ON_HOLD', 'SCHEDULED') and deleted_at is null
) w join orders o on o.id = w.order_id
where o.financial_status in ('PAID', 'AUTHORIZED', 'PARTIALLY_REFUNDED')
  and o.cancelled_at is null and o.deleted_at is null and o.test = 0
order by o.created_at
limit 50`,
};

const reasons: SavedQuery = {
  version: 2,
  queryType: 'sql',
  format: 'table',
  sql: `select l.reason as reason, sum(l.quantity) as units
from return_lines l join returns r on r.id = l.return_id
where $__timeFilter(r.created_at)
group by l.reason
order by units desc
limit 10`,
};

/** As the backend names them: days since the order was placed. */
const waitingTimes = ['0–1 d', '1–3 d', '3–7 d', '7+ d'] as const;
const waitingWords = {
  '0–1 d': 'dashboards:fulfillment.age.day',
  '1–3 d': 'dashboards:fulfillment.age.threeDays',
  '3–7 d': 'dashboards:fulfillment.age.week',
  '7+ d': 'dashboards:fulfillment.age.more',
} as const;

/** Shopify's `ReturnReason`. */
const returnReasons = [
  'COLOR',
  'DEFECTIVE',
  'NOT_AS_DESCRIBED',
  'OTHER',
  'SIZE_TOO_LARGE',
  'SIZE_TOO_SMALL',
  'STYLE',
  'UNKNOWN',
  'UNWANTED',
  'WRONG_ITEM',
] as const;

const titles = {
  time_to_fulfill: 'dashboards:fulfillment.ship',
  time_to_deliver: 'dashboards:fulfillment.deliver',
  return_rate: 'dashboards:fulfillment.returned',
} as const;

function figure(id: number, metric: KpiName & keyof typeof titles, place: Place, words: Words): Panel {
  return compared({
    ...(metric === 'return_rate' ? {} : { more: { unit: words('dashboards:unit.hours'), decimals: 1 } }),
    id,
    title: words(titles[metric]),
    description: words(`${titles[metric]}.about`),
    place,
    query: figureOf(metric),
    metric,
    words: [words('dashboards:fulfillment.now'), words('dashboards:fulfillment.before')],
    missing: words('dashboards:needsCopy'),
  });
}

function waitingLongest(words: Words): Panel {
  return table({
    id: 7,
    title: words('dashboards:fulfillment.longest'),
    description: words('dashboards:fulfillment.longest.about'),
    place: [0, 14, 14, 11],
    query: longest,
    empty: words('dashboards:empty.waiting'),
    columns: {
      order: { displayName: words('dashboards:fulfillment.longest.order'), 'custom.width': 110 },
      since: { displayName: words('dashboards:fulfillment.longest.since') },
      waits: {
        displayName: words('dashboards:fulfillment.longest.waits'),
        unit: words('dashboards:unit.days'),
        decimals: 0,
        'custom.width': 120,
        'custom.cellOptions': { type: 'color-text' },
        thresholds: {
          mode: ThresholdsMode.Absolute,
          steps: [
            { color: 'text', value: null },
            { color: 'orange', value: 3 },
            { color: 'red', value: 7 },
          ],
        },
      },
      status: {
        displayName: words('dashboards:fulfillment.longest.status'),
        mappings: inStatusWords(fulfillmentStatuses, words),
      },
      items: { displayName: words('dashboards:fulfillment.longest.items'), 'custom.width': 90 },
    },
  });
}

/** What waits to be shipped, how long it takes, and why things come back. */
export function fulfillment(language: Language): BundledDashboard {
  const words = wordsIn(language);
  const panels = [
    stat({
      id: 1,
      title: words('dashboards:fulfillment.backlog'),
      description: words('dashboards:fulfillment.backlog.about'),
      place: [0, 0, 6, 5],
      query: backlog,
      columns: { backlog_orders: { displayName: ' ', color: main } },
      missing: words('dashboards:needsCopy'),
      narrow: true,
    }),
    figure(2, 'time_to_fulfill', [6, 0, 6, 5], words),
    figure(3, 'time_to_deliver', [12, 0, 6, 5], words),
    figure(4, 'return_rate', [18, 0, 6, 5], words),
    bars({
      id: 5,
      title: words('dashboards:fulfillment.ages'),
      description: words('dashboards:fulfillment.ages.about'),
      place: [0, 5, 9, 9],
      query: ages,
      empty: words('dashboards:empty.waiting'),
      column: 'backlog_orders',
      texts: { age: { mappings: inWords(waitingTimes, (age) => words(waitingWords[age])) } },
      limit: 10,
    }),
    series({
      id: 6,
      title: words('dashboards:fulfillment.days'),
      description: words('dashboards:fulfillment.days.about'),
      place: [9, 5, 15, 9],
      query: byDay,
      empty: words('dashboards:empty.orders'),
      columns: {
        time_to_fulfill: {
          ...now(words('dashboards:fulfillment.ship')),
          unit: words('dashboards:unit.hours'),
          decimals: 0,
        },
      },
    }),
    waitingLongest(words),
    bars({
      id: 8,
      title: words('dashboards:fulfillment.reasons'),
      description: words('dashboards:fulfillment.reasons.about'),
      place: [14, 14, 10, 11],
      query: reasons,
      empty: words('dashboards:empty.returns'),
      column: 'units',
      texts: { reason: { mappings: inWords(returnReasons, (reason) => words(`dashboards:returnReason.${reason}`)) } },
      limit: 10,
    }),
    panel('text', {
      id: 9,
      title: words('dashboards:help'),
      place: [0, 25, 24, 6],
      options: { mode: 'markdown', content: words('dashboards:fulfillment.help') },
    }),
  ];
  const title = words('dashboards:fulfillment.title');
  const question = words('dashboards:fulfillment.question');
  const description = words('dashboards:fulfillment.about');
  const onward = [{ name: 'products-and-stock', title: words('dashboards:products.title') }];
  return shell({ name: 'fulfillment', onward, language, title, question, description, from: 'now-30d', panels }, words);
}
