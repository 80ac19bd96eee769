import { MappingType, type Panel } from '@grafana/schema';
import { table, unseen, wrapped, type Shown } from './parts';
import type { Standing } from './impact-parts';
import type { Words } from './words';

/** What links to log lines are made of. */
const behindLinks: Shown = Object.fromEntries(['logs_expr', 'logs_from', 'logs_to'].map((name) => [name, unseen]));

/** Kinds of messages, new ones first; each leads to its lines. */
export function kinds(standing: Standing, words: Words): Panel {
  const isNew = words('dashboards:shopFine.codes.new');
  const errors = words('dashboards:shopFine.codes.errors');
  return table({
    ...standing,
    title: words('dashboards:errorLogs.kinds'),
    description: words('dashboards:errorLogs.kinds.about'),
    sortBy: [
      { displayName: isNew, desc: true },
      { displayName: errors, desc: true },
    ],
    columns: {
      is_new: {
        displayName: isNew,
        mappings: [
          {
            type: MappingType.ValueToText,
            options: {
              true: { text: words('dashboards:shopFine.codes.isNew'), color: 'orange', index: 0 },
              false: { text: '', color: 'text', index: 1 },
            },
          },
        ],
        'custom.width': 75,
        'custom.cellOptions': { type: 'color-text' },
        noValue: '',
      },
      pattern: {
        displayName: words('dashboards:errorLogs.kinds.pattern'),
        ...wrapped,
        'custom.minWidth': 260,
        'custom.inspect': true,
      },
      errors: { displayName: errors, 'custom.width': 75 },
      share: { displayName: words('dashboards:errorLogs.kinds.share'), 'custom.width': 70, decimals: 0 },
      service: { displayName: words('dashboards:shopFine.codes.service'), ...wrapped, 'custom.width': 125 },
      words: { displayName: words('dashboards:shopFine.codes.words'), ...wrapped, 'custom.width': 180, noValue: '–' },
      error_code: {
        displayName: words('dashboards:shopFine.codes.code'),
        ...wrapped,
        'custom.width': 195,
        noValue: '–',
      },
      first_seen: { displayName: words('dashboards:errorLogs.kinds.first'), 'custom.width': 162 },
      last_seen: { displayName: words('dashboards:errorLogs.kinds.last'), 'custom.width': 162 },
      ...behindLinks,
    },
  });
}
