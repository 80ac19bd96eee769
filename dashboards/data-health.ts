import { FieldColorModeId, MappingType, ThresholdsMode, type FieldConfig, type Panel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import type { SavedQuery } from '../src/query';
import { panel, type BundledDashboard } from './model';
import { inWords, stat, table, wrapped, type Shown } from './parts';
import { shell } from './shell';
import { wordsIn, type Words } from './words';

const status = { version: 2, queryType: 'status' } as const;
const sync: SavedQuery = { ...status, part: 'sync' };
const drift: SavedQuery = { ...status, part: 'drift' };
const budget: SavedQuery = { ...status, part: 'budget' };
const scopes: SavedQuery = { ...status, part: 'scopes' };
const errors: SavedQuery = { ...status, part: 'errors' };

const ofCopy = (sql: string): SavedQuery => ({ version: 2, queryType: 'sql', format: 'table', sql });

/** What the copy holds by the names of its tables; deleted records stay in it and are counted. */
const held = ['orders', 'customers', 'products', 'returns', 'abandoned_checkouts', 'discounts'] as const;
const stored = ofCopy(
  `${held.map((name) => `select '${name}' as kind, count(*) as records from ${name}`).join('\nunion all\n')}
order by records desc`
);

const gaps = ofCopy(`select entity, from_at, to_at, reason from gaps
where from_at < $__timeTo() and to_at > $__timeFrom()
order by from_at desc limit 100`);

const differences = ofCopy(`select day, kpi, copy_value, shopify_value, unexplained from reconciliations
where cast(unexplained as real) <> 0
order by day desc, kpi limit 100`);

const reconciled = [
  'gross_sales',
  'discounts',
  'returns',
  'net_sales',
  'taxes',
  'shipping',
  'total_sales',
  'orders',
] as const;

const entities = [
  'shop',
  'locations',
  'products',
  'collections',
  'inventory',
  'orders',
  'customers',
  'refund_lines',
  'returns',
  'fulfillment_orders',
  'abandoned_checkouts',
  'discounts',
  'themes',
  'events',
] as const;

const reasons = ['asleep', 'stopped', 'scope', 'failed', 'before_copy'] as const;

/** Coloured from `warn` and `bad` on. */
function from(warn: number, bad: number): FieldConfig {
  return {
    color: { mode: FieldColorModeId.Thresholds },
    thresholds: {
      mode: ThresholdsMode.Absolute,
      steps: [
        { color: 'green', value: null },
        { color: 'orange', value: warn },
        { color: 'red', value: bad },
      ],
    },
  };
}

const hour = 3600;

/** Of every kind of record, how long ago it was last found up to date. Those looked after most seldom are looked at hourly. */
function lag(words: Words): Panel {
  return panel('bargauge', {
    id: 1,
    title: words('dashboards:health.lag'),
    description: words('dashboards:health.lag.about'),
    place: [0, 0, 10, 16],
    query: sync,
    only: ['freshness_seconds'],
    options: {
      reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
      orientation: 'horizontal',
      displayMode: 'basic',
      valueMode: 'text',
      namePlacement: 'top',
      text: { titleSize: 13, valueSize: 14 },
      showUnfilled: true,
      sizing: 'auto',
      minVizHeight: 16,
      maxVizHeight: 40,
      minVizWidth: 8,
    },
    fieldConfig: {
      defaults: {
        unit: 's',
        decimals: 0,
        min: 0,
        max: 2 * hour,
        ...from(1.5 * hour, 24 * hour),
        noValue: words('dashboards:needsCopy.what'),
      },
      overrides: [],
    },
  });
}

function standing(words: Words): Panel {
  return stat({
    id: 2,
    title: words('dashboards:health.copy'),
    description: words('dashboards:health.copy.about'),
    place: [10, 0, 7, 8],
    query: sync,
    columns: {
      sync_backfill_done: {
        displayName: words('dashboards:health.copy.filled'),
        unit: 'percentunit',
        color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' },
      },
      sync_entities_denied: { displayName: words('dashboards:health.copy.denied') },
      sync_entities_failed: { displayName: words('dashboards:health.copy.failed') },
    },
    missing: words('dashboards:needsCopy'),
    defaults: from(1, 1),
    narrow: true,
  });
}

function agreement(words: Words): Panel {
  return stat({
    id: 3,
    title: words('dashboards:health.drift'),
    description: words('dashboards:health.drift.about'),
    place: [17, 0, 7, 8],
    query: drift,
    columns: {
      drift_worst: { displayName: words('dashboards:health.drift.worst'), unit: 'percentunit', decimals: 2 },
      drift_days: {
        displayName: words('dashboards:health.drift.days'),
        color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' },
      },
      drift_age_seconds: {
        displayName: words('dashboards:health.drift.age'),
        color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' },
        decimals: 0,
      },
    },
    missing: words('dashboards:health.drift.none'),
    defaults: from(0.001, 0.01),
    narrow: true,
  });
}

function budgetLeft(words: Words): Panel {
  const calm: Shown[string] = { color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' } };
  return stat({
    id: 4,
    title: words('dashboards:storeToday.budget'),
    description: words('dashboards:health.budget.about'),
    place: [10, 8, 7, 8],
    query: budget,
    columns: {
      graphql_available: { displayName: words('dashboards:storeToday.budget.graphql'), ...calm },
      shopifyql_available: { displayName: words('dashboards:storeToday.budget.shopifyql'), ...calm },
      throttled: { displayName: words('dashboards:health.budget.throttled') },
    },
    missing: words('dashboards:storeToday.budget.unasked'),
    defaults: { ...from(1, 100), unit: 'locale' },
    narrow: true,
  });
}

function amounts(words: Words): Panel {
  return table({
    id: 5,
    title: words('dashboards:health.stored'),
    description: words('dashboards:health.stored.about'),
    place: [17, 8, 7, 8],
    query: stored,
    empty: words('dashboards:needsCopy.what'),
    columns: {
      kind: {
        displayName: words('dashboards:health.kind'),
        mappings: inWords(held, (name) => words(`copy:sync.entity.${name}`)),
      },
      records: { displayName: words('dashboards:health.records'), unit: 'locale', 'custom.width': 110 },
    },
  });
}

function missing(words: Words): Panel {
  return table({
    id: 6,
    title: words('dashboards:health.gaps'),
    description: words('dashboards:health.gaps.about'),
    place: [0, 16, 12, 9],
    query: gaps,
    empty: words('dashboards:health.gaps.none'),
    columns: {
      entity: {
        displayName: words('dashboards:health.kind'),
        mappings: inWords(entities, (name) => words(`copy:sync.entity.${name}`)),
      },
      from_at: { displayName: words('dashboards:health.gaps.from'), 'custom.width': 165 },
      to_at: { displayName: words('dashboards:health.gaps.to'), 'custom.width': 165 },
      reason: {
        displayName: words('dashboards:health.gaps.reason'),
        mappings: inWords(reasons, (name) => words(`dashboards:health.gaps.${name}`)),
      },
    },
  });
}

function unlike(words: Words): Panel {
  return table({
    id: 7,
    title: words('dashboards:health.differences'),
    description: words('dashboards:health.differences.about'),
    place: [12, 16, 12, 9],
    query: differences,
    empty: words('dashboards:health.differences.none'),
    columns: {
      day: { displayName: words('dashboards:health.day'), 'custom.width': 105 },
      kpi: {
        displayName: words('dashboards:health.figure'),
        mappings: inWords(reconciled, (name) => words(`kpis:${name}.name`)),
      },
      copy_value: { displayName: words('dashboards:health.ofCopy') },
      shopify_value: { displayName: words('dashboards:health.ofShopify') },
      unexplained: { displayName: words('dashboards:health.unexplained') },
    },
  });
}

/** Whose failures were: who has to do something about them. */
function failures(words: Words): Panel {
  return table({
    id: 10,
    title: words('dashboards:health.failures'),
    description: words('dashboards:health.failures.about'),
    place: [0, 25, 24, 8],
    query: errors,
    empty: words('dashboards:health.failures.none'),
    columns: {
      fault: { ...wrapped, 'custom.width': 120 },
      error: { ...wrapped, 'custom.minWidth': 220 },
      failures: { unit: 'locale', 'custom.width': 95 },
      last: { 'custom.width': 165 },
    },
  });
}

function allowed(words: Words): Panel {
  const granted = {
    type: MappingType.ValueToText,
    options: {
      true: { text: words('dashboards:health.scopes.yes'), color: 'green', index: 0 },
      false: { text: words('dashboards:health.scopes.no'), color: 'orange', index: 1 },
    },
  };
  return table({
    id: 8,
    title: words('dashboards:health.scopes'),
    description: words('dashboards:health.scopes.about'),
    place: [0, 33, 15, 11],
    query: scopes,
    columns: {
      scope: { displayName: words('dashboards:health.scopes.scope'), 'custom.width': 230 },
      granted: {
        displayName: words('dashboards:health.scopes.granted'),
        mappings: [granted],
        'custom.width': 100,
        'custom.cellOptions': { type: 'color-text' },
      },
      without: { displayName: words('dashboards:health.scopes.without'), ...wrapped },
    },
  });
}

/** Whether figures can be relied on: what the copy holds and how fresh it is, what it missed, and what Shopify still grants. */
export function dataHealth(language: Language): BundledDashboard {
  const words = wordsIn(language);
  return shell(
    {
      name: 'data-health',
      language,
      title: words('dashboards:health.title'),
      question: words('dashboards:health.question'),
      description: words('dashboards:health.about'),
      from: 'now-30d',
      page: { page: 'data', title: words('dashboards:health.page') },
      onward: [{ name: 'log-pipeline', title: words('dashboards:logPipeline.title') }],
      panels: [
        lag(words),
        standing(words),
        agreement(words),
        budgetLeft(words),
        amounts(words),
        missing(words),
        unlike(words),
        failures(words),
        allowed(words),
        panel('text', {
          id: 9,
          title: words('dashboards:help'),
          place: [15, 33, 9, 11],
          options: { mode: 'markdown', content: words('dashboards:health.help') },
        }),
      ],
    },
    words
  );
}
