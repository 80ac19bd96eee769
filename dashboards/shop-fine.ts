import { FieldColorModeId, MappingType, type Panel } from '@grafana/schema';
import type { SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { panel, type BundledDashboard } from './model';
import { before, main, now, plain, series, stat, table } from './parts';
import { shell } from './shell';
import { wordsIn, type Words } from './words';

const verdict: SavedQuery = { version: 2, queryType: 'impact', format: 'verdict' };
const course: SavedQuery = { version: 2, queryType: 'impact', bucket: 'auto' };
const summary: SavedQuery = { version: 2, queryType: 'affected', show: 'summary' };
const codes: SavedQuery = { version: 2, queryType: 'affected', show: 'codes', limit: 20 };
const rows: SavedQuery = { version: 2, queryType: 'affected', show: 'rows', limit: 200 };

/** The verdict's states in words and colours that mean what they say. */
function states(words: Words) {
  const colors = ['green', 'text', 'orange', 'orange', 'red'];
  const options = Object.fromEntries(
    ([0, 1, 2, 3, 4] as const).map((state) => [
      String(state),
      { text: words(`dashboards:shopFine.state.${state}`), color: colors[state], index: state },
    ])
  );
  return { type: MappingType.ValueToText, options };
}

function sentence(words: Words): Panel {
  return table({
    id: 1,
    title: words('dashboards:shopFine.sentence'),
    description: words('dashboards:shopFine.sentence.about'),
    place: [0, 0, 24, 5],
    query: verdict,
    columns: {
      state: {
        displayName: words('dashboards:shopFine.state'),
        mappings: [states(words)],
        'custom.width': 190,
        'custom.cellOptions': { type: 'color-text' },
      },
      sentence: {
        displayName: words('dashboards:shopFine.sentence.column'),
        'custom.cellOptions': { type: 'auto', wrapText: true },
      },
    },
  });
}

function figures(words: Words): readonly Panel[] {
  const unknown = words('dashboards:shopFine.unknown');
  return [
    stat({
      id: 2,
      title: words('dashboards:shopFine.orders'),
      description: words('dashboards:shopFine.orders.about'),
      place: [0, 5, 6, 6],
      query: verdict,
      columns: {
        orders: { displayName: words('dashboards:shopFine.orders.now'), color: main, decimals: 0 },
        expected: { displayName: words('dashboards:shopFine.orders.expected'), color: plain, decimals: 1 },
      },
      missing: unknown,
    }),
    stat({
      id: 3,
      title: words('dashboards:shopFine.risk'),
      description: words('dashboards:shopFine.risk.about'),
      place: [6, 5, 6, 6],
      query: verdict,
      columns: {
        revenue_at_risk_low: { displayName: words('dashboards:shopFine.risk.low'), color: plain },
        revenue_at_risk_high: { displayName: words('dashboards:shopFine.risk.high'), color: plain },
      },
      missing: words('dashboards:shopFine.risk.none'),
    }),
    stat({
      id: 4,
      title: words('dashboards:shopFine.affected'),
      description: words('dashboards:shopFine.affected.about'),
      place: [12, 5, 6, 6],
      query: summary,
      columns: {
        affected_keys: { displayName: words('dashboards:shopFine.affected.keys'), color: plain },
        not_paid: { displayName: words('dashboards:shopFine.affected.notPaid'), color: plain },
      },
      missing: unknown,
    }),
    stat({
      id: 5,
      title: words('dashboards:shopFine.errors'),
      description: words('dashboards:shopFine.errors.about'),
      place: [18, 5, 6, 6],
      query: summary,
      columns: {
        lines: { displayName: words('dashboards:shopFine.errors.lines'), color: plain },
        match_rate: { displayName: words('dashboards:shopFine.errors.named'), color: plain },
      },
      missing: unknown,
    }),
  ];
}

function expectation(words: Words): Panel {
  return series({
    id: 6,
    title: words('dashboards:shopFine.course'),
    description: words('dashboards:shopFine.course.about'),
    place: [0, 11, 24, 9],
    query: course,
    only: ['time', 'orders', 'expected', 'errors'],
    columns: {
      orders: now(words('dashboards:shopFine.course.orders')),
      expected: before(words('dashboards:shopFine.course.expected')),
      errors: {
        displayName: words('dashboards:shopFine.course.errors'),
        color: { mode: FieldColorModeId.Fixed, fixedColor: 'red' },
        'custom.axisPlacement': 'right',
        'custom.lineWidth': 1,
      },
    },
  });
}

function problems(words: Words): Panel {
  return table({
    id: 7,
    title: words('dashboards:shopFine.codes'),
    description: words('dashboards:shopFine.codes.about'),
    place: [0, 20, 10, 10],
    query: codes,
    columns: {
      error_code: { displayName: words('dashboards:shopFine.codes.code') },
      words: { displayName: words('dashboards:shopFine.codes.words') },
      service: { displayName: words('dashboards:shopFine.codes.service'), 'custom.width': 150 },
      errors: { displayName: words('dashboards:shopFine.codes.errors'), 'custom.width': 90 },
    },
  });
}

function hit(words: Words): Panel {
  return table({
    id: 8,
    title: words('dashboards:shopFine.hit'),
    description: words('dashboards:shopFine.hit.about'),
    place: [10, 20, 14, 10],
    query: rows,
    columns: {
      time: { displayName: words('dashboards:shopFine.hit.time'), 'custom.width': 165 },
      key: { displayName: words('dashboards:shopFine.hit.key') },
      order_name: { displayName: words('dashboards:shopFine.hit.order'), 'custom.width': 100 },
      outcome: { displayName: words('dashboards:shopFine.hit.outcome'), 'custom.width': 120 },
      value: { displayName: words('dashboards:shopFine.hit.value'), 'custom.width': 110 },
      service: { displayName: words('dashboards:shopFine.codes.service'), 'custom.width': 150 },
    },
  });
}

function about(words: Words): Panel {
  return panel('text', {
    id: 9,
    title: words('dashboards:shopFine.help'),
    place: [0, 30, 24, 6],
    options: { mode: 'markdown', content: words('dashboards:shopFine.help.text') },
  });
}

/** Whether the shop is fine, out of orders and error lines together: one sentence for everyone, and what it rests on. */
export function shopFine(language: Language): BundledDashboard {
  const words = wordsIn(language);
  return shell(
    {
      name: 'shop-fine',
      language,
      title: words('dashboards:shopFine.title'),
      description: words('dashboards:shopFine.about'),
      from: 'now-6h',
      logs: true,
      panels: [sentence(words), ...figures(words), expectation(words), problems(words), hit(words), about(words)],
    },
    words
  );
}
