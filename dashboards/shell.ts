import { DashboardCursorSync, type Panel, type VariableModel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import { dataSourceType, logsVariable, storeVariable, type BundledDashboard } from './model';
import type { Words } from './words';

export interface ShellParts {
  /** Last part of the uid: `shopscope-<name>`, with the language where it isn't English. */
  readonly name: string;
  readonly language: Language;
  readonly title: string;
  readonly description: string;
  readonly from: string;
  readonly panels: Panel[];
  /** Whether it is about logs: its rows link to their lines in the Loki data source that a variable names. */
  readonly logs?: boolean;
}

/** A variable that says which data source of a type a dashboard shows. */
function chooser(name: string, query: string, label: string): VariableModel {
  return {
    type: 'datasource',
    name,
    label,
    query,
    multi: false,
    includeAll: false,
    skipUrlSync: false,
    options: [],
  };
}

/** What every bundled dashboard has around its panels. */
export function shell(parts: ShellParts, words: Words): BundledDashboard {
  const { name, language, title, description, from, panels, logs = false } = parts;
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
        chooser(storeVariable, dataSourceType, words('dashboards:store')),
        ...(logs ? [chooser(logsVariable, 'loki', words('dashboards:logs'))] : []),
      ],
    },
    annotations: { list: [] },
    links: [],
    panels,
  };
}
