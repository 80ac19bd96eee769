import type { Panel } from '@grafana/schema';
import type { SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { annotations } from './annotations';
import { expectation, hit, orderFigures, problems, riskFigures, sentence } from './impact-parts';
import { panel, type BundledDashboard } from './model';
import { logLines, plain, series, stat, table, wrapped } from './parts';
import { shell } from './shell';
import { serviceFilter } from './variables';
import { wordsIn, type Words } from './words';

/** The chosen services: as a stage, because all of them are a pattern and no list of names. */
const stages = '| service_name=~"$service"';
const errorLines = '{service_name=~"$service"} | level=~"error|critical"';

const verdict: SavedQuery = { version: 2, queryType: 'impact', format: 'verdict', stages };
const course: SavedQuery = { version: 2, queryType: 'impact', bucket: 'auto', stages };
const summary: SavedQuery = { version: 2, queryType: 'affected', show: 'summary', stages };
const codes: SavedQuery = { version: 2, queryType: 'affected', show: 'codes', limit: 20, stages };
const rows: SavedQuery = { version: 2, queryType: 'affected', show: 'rows', limit: 500, stages };

/** What the sentence rests on. Long texts stand apart, each as wide as a screen lets it be. */
function evidence(words: Words): readonly Panel[] {
  const name = (column: 'since' | 'service' | 'codeWords' | 'details' | 'confounders' | 'leftOut') => ({
    displayName: words(`dashboards:incident.${column}`),
    noValue: '–',
  });
  const short = { ...wrapped, 'custom.minWidth': 90 };
  return [
    table({
      id: 2,
      title: words('dashboards:incident.facts'),
      description: words('dashboards:incident.facts.about'),
      place: [0, 5, 8, 7],
      query: verdict,
      columns: {
        since: { ...name('since'), ...short },
        service: { ...name('service'), ...short },
        code_words: { ...name('codeWords'), ...short },
      },
    }),
    table({
      id: 14,
      title: words('dashboards:incident.evidence'),
      description: words('dashboards:incident.evidence.about'),
      place: [8, 5, 16, 7],
      query: verdict,
      columns: { details: { ...name('details'), ...wrapped } },
    }),
    table({
      id: 15,
      title: words('dashboards:incident.doubts'),
      description: words('dashboards:incident.doubts.about'),
      place: [0, 12, 24, 6],
      query: verdict,
      columns: {
        confounders: { ...name('confounders'), ...wrapped },
        left_out: { ...name('leftOut'), ...wrapped },
      },
    }),
  ];
}

function byService(words: Words): Panel {
  return series({
    id: 6,
    title: words('dashboards:incident.byService'),
    description: words('dashboards:incident.byService.about'),
    place: [0, 30, 12, 9],
    lines: {
      expr: `sum by (service_name) (count_over_time(${errorLines} [$__auto]))`,
      legendFormat: '{{service_name}}',
    },
    empty: words('dashboards:empty.codes'),
    columns: {},
    draw: 'bars',
    stacked: true,
  });
}

/** Who was hit, what became of them, and the share of lines that can tell. */
function whole(words: Words): readonly Panel[] {
  const unknown = words('dashboards:shopFine.unknown');
  return [
    stat({
      id: 9,
      title: words('dashboards:incident.hit'),
      description: words('dashboards:shopFine.affected.about'),
      place: [0, 50, 6, 8],
      query: summary,
      columns: {
        affected_keys: { displayName: words('dashboards:shopFine.affected.keys'), color: plain },
        paid_later: { displayName: words('dashboards:incident.paidLater'), color: plain },
        not_paid: { displayName: words('dashboards:shopFine.affected.notPaid'), color: plain },
      },
      missing: unknown,
    }),
    stat({
      id: 10,
      title: words('dashboards:incident.share'),
      description: words('dashboards:incident.share.about'),
      place: [6, 50, 6, 8],
      query: summary,
      columns: {
        share_of_all_checkouts: { displayName: words('dashboards:incident.share.checkouts'), color: plain },
        value_not_paid: { displayName: words('dashboards:incident.value'), color: plain },
        match_rate: { displayName: words('dashboards:incident.matchRate'), color: plain },
      },
      missing: unknown,
    }),
    table({
      id: 11,
      title: words('dashboards:incident.advice'),
      description: words('dashboards:incident.advice.about'),
      place: [12, 50, 12, 8],
      query: summary,
      columns: {
        advice: {
          displayName: words('dashboards:incident.advice.column'),
          noValue: words('dashboards:incident.advice.none'),
          ...wrapped,
        },
        admin_search: {
          displayName: words('dashboards:incident.search'),
          noValue: '–',
          ...wrapped,
          'custom.inspect': true,
        },
      },
    }),
  ];
}

function lines(words: Words): Panel {
  return logLines({
    id: 12,
    title: words('dashboards:incident.lines'),
    description: words('dashboards:incident.lines.about'),
    place: [0, 58, 24, 12],
    lines: { expr: errorLines, maxLines: 500 },
  });
}

function about(words: Words): Panel {
  return panel('text', {
    id: 13,
    title: words('dashboards:incident.help'),
    place: [0, 70, 24, 7],
    options: { mode: 'markdown', content: words('dashboards:incident.help.text') },
  });
}

/** One incident on one screen, for those who mend it: since when, which service, how much is missing, who was hit, what changed. */
export function incident(language: Language): BundledDashboard {
  const words = wordsIn(language);
  return shell(
    {
      name: 'incident',
      language,
      title: words('dashboards:incident.title'),
      question: words('dashboards:incident.question'),
      description: words('dashboards:incident.about'),
      from: 'now-6h',
      logs: true,
      filters: [serviceFilter(words('dashboards:filter.service'))],
      annotations: annotations(words),
      onward: [
        { name: 'error-logs', title: words('dashboards:errorLogs.title') },
        { name: 'shop-fine', title: words('dashboards:shopFine.title') },
      ],
      panels: [
        sentence({ id: 1, place: [0, 0, 24, 5], query: verdict }, words),
        ...evidence(words),
        expectation({ id: 3, place: [0, 18, 18, 12], query: course }, words),
        orderFigures({ id: 4, place: [18, 18, 6, 6], query: verdict }, words),
        riskFigures({ id: 5, place: [18, 24, 6, 6], query: verdict }, words),
        byService(words),
        problems({ id: 7, place: [12, 30, 12, 9], query: codes }, language, words),
        hit({ id: 8, place: [0, 39, 24, 11], query: rows }, words, {
          currency: { displayName: words('dashboards:shopFine.hit.currency'), 'custom.width': 90 },
          service: { displayName: words('dashboards:shopFine.codes.service'), 'custom.width': 150 },
          minutes_to_paid: { displayName: words('dashboards:incident.minutesToPaid'), 'custom.width': 130 },
          message: { displayName: words('dashboards:incident.message') },
        }),
        ...whole(words),
        lines(words),
        about(words),
      ],
    },
    words
  );
}
