import { FieldColorModeId, type Panel } from '@grafana/schema';
import type { SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { kinds } from './error-patterns';
import { problems } from './impact-parts';
import { panel, type BundledDashboard, type Place } from './model';
import { logLines, series, type Shown } from './parts';
import { shell } from './shell';
import { choice, codeFilter, serviceFilter, written } from './variables';
import { wordsIn, type Words } from './words';

const narrowed = '| level=~"${level:raw}" | error_code=~"$code"';
/** The text as it stands: no pattern. Our own data source quotes it itself, Loki's does not. */
const chosen = `{service_name=~"$service"} ${narrowed} |~ \`(?i)\${text:regex}\``;

/** The data source's own filter for errors is on as well. */
const errors = {
  version: 2,
  queryType: 'affected',
  limit: 100,
  stages: `| service_name=~"$service" ${narrowed} |~ "(?i)$text"`,
} as const;
const codes: SavedQuery = { ...errors, show: 'codes' };
const patterns: SavedQuery = { ...errors, show: 'patterns' };

const painted = (fixedColor: string) => ({ color: { mode: FieldColorModeId.Fixed, fixedColor } });
const levels: Shown = {
  critical: painted('purple'),
  error: painted('red'),
  warn: painted('orange'),
  warning: painted('orange'),
  info: painted('green'),
};

function volume(id: number, by: 'service_name' | 'level', place: Place, words: Words): Panel {
  return series({
    id,
    title: words(`dashboards:errorLogs.${by}`),
    description: words(`dashboards:errorLogs.${by}.about`),
    place,
    lines: { expr: `sum by (${by}) (count_over_time(${chosen} [$__auto]))`, legendFormat: `{{${by}}}` },
    columns: by === 'level' ? levels : {},
    draw: 'bars',
    stacked: true,
  });
}

function lines(words: Words): Panel {
  return logLines({
    id: 4,
    title: words('dashboards:errorLogs.lines'),
    description: words('dashboards:errorLogs.lines.about'),
    place: [0, 30, 24, 16],
    lines: { expr: chosen, maxLines: 1000 },
  });
}

function about(words: Words): Panel {
  return panel('text', {
    id: 5,
    title: words('dashboards:errorLogs.help'),
    place: [0, 46, 24, 8],
    options: { mode: 'markdown', content: words('dashboards:errorLogs.help.text') },
  });
}

/** What the shop's services complain of: how much, since when, in which words, and the lines themselves. */
export function errorLogs(language: Language): BundledDashboard {
  const words = wordsIn(language);
  return shell(
    {
      name: 'error-logs',
      language,
      title: words('dashboards:errorLogs.title'),
      question: words('dashboards:errorLogs.question'),
      description: words('dashboards:errorLogs.about'),
      from: 'now-6h',
      logs: true,
      filters: [
        serviceFilter(words('dashboards:filter.service')),
        choice('level', words('dashboards:filter.level'), [
          { text: words('dashboards:filter.level.errors'), value: 'error|critical' },
          { text: words('dashboards:filter.level.critical'), value: 'critical' },
          { text: words('dashboards:filter.level.warnings'), value: 'warn|warning' },
          { text: words('dashboards:filter.level.all'), value: '.*' },
        ]),
        codeFilter(words('dashboards:filter.code')),
        written('text', words('dashboards:filter.text')),
      ],
      onward: [
        { name: 'incident', title: words('dashboards:incident.title') },
        { name: 'shop-fine', title: words('dashboards:shopFine.title') },
      ],
      panels: [
        volume(1, 'service_name', [0, 0, 15, 9], words),
        volume(2, 'level', [15, 0, 9, 9], words),
        kinds({ id: 6, place: [0, 9, 24, 12], query: patterns }, words),
        problems({ id: 3, place: [0, 21, 24, 9], query: codes }, language, words),
        lines(words),
        about(words),
      ],
    },
    words
  );
}
