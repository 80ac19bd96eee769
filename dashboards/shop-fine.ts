import type { Panel } from '@grafana/schema';
import type { SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { expectation, hit, orderFigures, problems, riskFigures, sentence, withSources } from './impact-parts';
import { panel, type BundledDashboard } from './model';
import { plain, stat } from './parts';
import { shell } from './shell';
import { wordsIn, type Words } from './words';

const verdict: SavedQuery = { version: 2, queryType: 'impact', format: 'verdict' };
const course: SavedQuery = { version: 2, queryType: 'impact', bucket: 'auto' };
const summary: SavedQuery = { version: 2, queryType: 'affected', show: 'summary' };
const codes: SavedQuery = { version: 2, queryType: 'affected', show: 'codes', limit: 20 };
const rows: SavedQuery = { version: 2, queryType: 'affected', show: 'rows', limit: 200 };

function figures(words: Words): readonly Panel[] {
  const unknown = words('dashboards:shopFine.unknown');
  return [
    orderFigures({ id: 2, place: [0, 5, 6, 6], query: verdict }, words),
    riskFigures({ id: 3, place: [6, 5, 6, 6], query: verdict }, words),
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
      question: words('dashboards:shopFine.question'),
      description: words('dashboards:shopFine.about'),
      from: 'now-6h',
      logs: true,
      onward: [
        { name: 'incident', title: words('dashboards:incident.title') },
        { name: 'error-logs', title: words('dashboards:errorLogs.title') },
      ],
      panels: [
        sentence({ id: 1, place: [0, 0, 24, 5], query: verdict }, words, {
          links: [{ title: words('dashboards:shopFine.more'), url: withSources('incident', language) }],
        }),
        ...figures(words),
        expectation({ id: 6, place: [0, 11, 24, 9], query: course }, words),
        problems({ id: 7, place: [0, 20, 10, 10], query: codes }, language, words),
        hit({ id: 8, place: [10, 20, 14, 10], query: rows }, words),
        about(words),
      ],
    },
    words
  );
}
