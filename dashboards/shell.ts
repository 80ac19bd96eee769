import { DashboardCursorSync, type Panel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import { dataSourceType, storeVariable, type BundledDashboard } from './model';
import type { Words } from './words';

export interface ShellParts {
  /** Last part of the uid: `shopscope-<name>`, with the language where it isn't English. */
  readonly name: string;
  readonly language: Language;
  readonly title: string;
  readonly description: string;
  readonly from: string;
  readonly panels: Panel[];
}

/** What every bundled dashboard has around its panels. */
export function shell(parts: ShellParts, words: Words): BundledDashboard {
  const { name, language, title, description, from, panels } = parts;
  return {
    id: null,
    uid: language === 'en' ? `shopscope-${name}` : `shopscope-${name}-${language}`,
    title,
    description,
    tags: ['shopscope', 'shopify', language],
    editable: true,
    graphTooltip: DashboardCursorSync.Crosshair,
    refresh: '5m',
    schemaVersion: 41,
    time: { from, to: 'now' },
    timezone: 'browser',
    version: 1,
    templating: {
      list: [
        {
          type: 'datasource',
          name: storeVariable,
          label: words('dashboards:store'),
          query: dataSourceType,
          multi: false,
          includeAll: false,
          skipUrlSync: false,
          options: [],
        },
      ],
    },
    annotations: { list: [] },
    links: [],
    panels,
  };
}
