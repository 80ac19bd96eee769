import { FieldColorModeId, MappingType, SpecialValueMatch, type Panel } from '@grafana/schema';
import type { SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { logsVariable, storeVariable, uidOf, type Place } from './model';
import { band, before, main, now, plain, series, stat, table, unseen, wrapped, type Shown } from './parts';
import type { Words } from './words';

/** A panel of several dashboards: where it stands in this one, and what it asks there. */
export interface Standing {
  readonly id: number;
  readonly place: Place;
  readonly query: SavedQuery;
}

/** Address of a dashboard with the time range and the data sources that are chosen. */
export function withSources(name: string, language: Language, more = ''): string {
  const kept = [storeVariable, logsVariable].map((variable) => `\${${variable}:queryparam}`);
  return `/d/${uidOf(name, language)}?\${__url_time_range}&${kept.join('&')}${more}`;
}

/** The verdict's states in words and colours that mean what they say; a word too where none can be told. */
function states(words: Words) {
  const colors = ['green', 'text', 'orange', 'orange', 'red'];
  const options = Object.fromEntries(
    ([0, 1, 2, 3, 4] as const).map((state) => [
      String(state),
      { text: words(`dashboards:shopFine.state.${state}`), color: colors[state], index: state },
    ])
  );
  const untold = { text: words('dashboards:shopFine.state.untold'), color: 'text', index: colors.length };
  return [
    { type: MappingType.ValueToText, options },
    { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.Null, result: untold } },
  ];
}

/** One sentence and its state, which may lead further. */
export function sentence(standing: Standing, words: Words, state: Shown[string] = {}): Panel {
  return table({
    ...standing,
    title: words('dashboards:shopFine.sentence'),
    description: words('dashboards:shopFine.sentence.about'),
    columns: {
      state: {
        displayName: words('dashboards:shopFine.state'),
        mappings: states(words),
        'custom.width': 230,
        'custom.cellOptions': { type: 'color-text' },
        ...state,
      },
      sentence: {
        displayName: words('dashboards:shopFine.sentence.column'),
        ...wrapped,
      },
    },
  });
}

/** Orders of the stretch that is judged, and how many were to be expected. */
export function orderFigures(standing: Standing, words: Words): Panel {
  return stat({
    ...standing,
    title: words('dashboards:shopFine.orders'),
    description: words('dashboards:shopFine.orders.about'),
    columns: {
      orders: { displayName: words('dashboards:shopFine.orders.now'), color: main, unit: 'locale', decimals: 0 },
      expected: { displayName: words('dashboards:shopFine.orders.expected'), color: plain, decimals: 1 },
    },
    missing: words('dashboards:shopFine.unknown'),
  });
}

/** What may be lost, as an interval. */
export function riskFigures(standing: Standing, words: Words): Panel {
  return stat({
    ...standing,
    title: words('dashboards:shopFine.risk'),
    description: words('dashboards:shopFine.risk.about'),
    columns: {
      revenue_at_risk_low: { displayName: words('dashboards:shopFine.risk.low'), color: plain },
      revenue_at_risk_high: { displayName: words('dashboards:shopFine.risk.high'), color: plain },
    },
    missing: words('dashboards:shopFine.risk.none'),
  });
}

/** Orders over their expectation with the stretch where they usually lie, errors on an axis of their own. */
export function expectation(standing: Standing, words: Words): Panel {
  return series({
    ...standing,
    title: words('dashboards:shopFine.course'),
    description: words('dashboards:shopFine.course.about'),
    only: ['time', 'orders', 'expected', 'lower', 'upper', 'errors'],
    columns: {
      orders: now(words('dashboards:shopFine.course.orders')),
      expected: before(words('dashboards:shopFine.course.expected')),
      ...band('lower', 'upper', {
        lower: words('dashboards:shopFine.course.lower'),
        upper: words('dashboards:shopFine.course.upper'),
      }),
      errors: {
        displayName: words('dashboards:shopFine.course.errors'),
        color: { mode: FieldColorModeId.Fixed, fixedColor: 'red' },
        'custom.axisPlacement': 'right',
        'custom.lineWidth': 1,
      },
    },
  });
}

/** Error codes in plain words; each leads to its lines. */
export function problems(standing: Standing, language: Language, words: Words): Panel {
  const lines = {
    title: words('dashboards:shopFine.codes.lines'),
    url: withSources('error-logs', language, '&var-code=${__data.fields.error_code:percentencode}'),
  };
  const unseenBefore = {
    type: MappingType.ValueToText,
    options: {
      true: { text: words('dashboards:shopFine.codes.isNew'), color: 'orange', index: 0 },
      false: { text: '', color: 'text', index: 1 },
    },
  };
  const isNew = words('dashboards:shopFine.codes.new');
  const errors = words('dashboards:shopFine.codes.errors');
  return table({
    ...standing,
    title: words('dashboards:shopFine.codes'),
    description: words('dashboards:shopFine.codes.about'),
    empty: words('dashboards:empty.codes'),
    sortBy: [
      { displayName: isNew, desc: true },
      { displayName: errors, desc: true },
    ],
    columns: {
      error_code: { displayName: words('dashboards:shopFine.codes.code'), links: [lines] },
      words: { displayName: words('dashboards:shopFine.codes.words'), ...wrapped, noValue: '–' },
      service: { displayName: words('dashboards:shopFine.codes.service'), 'custom.width': 120 },
      errors: { displayName: errors, 'custom.width': 75 },
      is_new: {
        displayName: isNew,
        mappings: [unseenBefore],
        'custom.width': 70,
        'custom.cellOptions': { type: 'color-text' },
      },
    },
  });
}

/** Ids of the row and where its lines are: its links are made of them. */
const behindLinks: Shown = Object.fromEntries(
  ['order_id', 'checkout_id', 'customer_id', 'logs_expr', 'logs_from', 'logs_to'].map((name) => [name, unseen])
);

/** Orders and checkouts that error lines name, with links to the order and to its log lines. */
export function hit(standing: Standing, words: Words, more: Shown = {}): Panel {
  return table({
    ...standing,
    title: words('dashboards:shopFine.hit'),
    description: words('dashboards:shopFine.hit.about'),
    empty: words('dashboards:empty.hit'),
    columns: {
      time: { displayName: words('dashboards:shopFine.hit.time'), 'custom.width': 165 },
      key: { displayName: words('dashboards:shopFine.hit.key'), 'custom.minWidth': 120 },
      order_name: { displayName: words('dashboards:shopFine.hit.order'), 'custom.width': 100 },
      outcome: { displayName: words('dashboards:shopFine.hit.outcome'), 'custom.width': 160 },
      value: { displayName: words('dashboards:shopFine.hit.value'), 'custom.width': 110 },
      errors: { displayName: words('dashboards:shopFine.hit.errors'), 'custom.width': 95 },
      ...more,
      ...behindLinks,
    },
  });
}
