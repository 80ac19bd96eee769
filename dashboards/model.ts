import type { Dashboard, GridPos, Panel, RowPanel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import type { SavedQuery } from '../src/query';

/** Panel types that bundled dashboards may use: those that the preview can draw too. */
export const panelTypes = ['timeseries', 'stat', 'bargauge', 'table', 'text', 'logs'] as const;
export type PanelType = (typeof panelTypes)[number];

/** Id of the data source plugin, and the variable that says which store a dashboard shows. */
export const dataSourceType = 'shopscope-shopify-datasource';
export const storeVariable = 'store';
/** The variable whose Loki data source links to log lines open. */
export const logsVariable = 'loki';

/** The variable whose Prometheus keeps Alloy's own metrics, where there is one. */
export const metricsVariable = 'metrics';

/** A dashboard of ours as Grafana imports it: no id, a fixed uid, nothing to be filled in at import. */
export type BundledDashboard = Dashboard & { readonly id: null; readonly uid: string; readonly title: string };

/** A query of the Loki data source that the variable `loki` names. */
export interface LogQuery {
  readonly refId?: string;
  readonly expr: string;
  readonly legendFormat?: string;
  /** Of lines: the newest so many. */
  readonly maxLines?: number;
}

/** A query of the Prometheus data source that the variable `metrics` names. */
export interface MetricQuery {
  readonly expr: string;
  readonly legendFormat: string;
}

/** Uid of a bundled dashboard: its name, with the language where it isn't English. */
export function uidOf(name: string, language: Language): string {
  return language === 'en' ? `shopscope-${name}` : `shopscope-${name}-${language}`;
}

/** Place in Grafana's 24 columns: left edge, top edge, width, height. */
export type Place = readonly [x: number, y: number, w: number, h: number];

export interface PanelParts {
  readonly id: number;
  readonly title: string;
  readonly description?: string;
  readonly place: Place;
  readonly options: NonNullable<Panel['options']>;
  readonly fieldConfig?: Panel['fieldConfig'];
  /** Columns to keep, by the names that the backend gives them whatever the language. */
  readonly only?: readonly string[];
  /** Asked of the store. */
  readonly query?: SavedQuery;
  /** Asked of Loki, instead. */
  readonly lines?: LogQuery;
  /** Asked of Prometheus, instead. */
  readonly metrics?: readonly MetricQuery[];
  readonly maxDataPoints?: number;
}

export const storeSource = { type: dataSourceType, uid: `\${${storeVariable}}` };
export const logsSource = { type: 'loki', uid: `\${${logsVariable}}` };

export const metricsSource = { type: 'prometheus', uid: `\${${metricsVariable}}` };

/** What a panel asks, and whom. */
function asked({ query, lines, metrics }: Pick<PanelParts, 'query' | 'lines' | 'metrics'>): Asked {
  if (query !== undefined) {
    return { datasource: storeSource, targets: [{ refId: 'A', datasource: storeSource, ...query }] };
  }
  if (lines !== undefined) {
    const asking = { datasource: logsSource, editorMode: 'code', queryType: 'range' };
    return { datasource: logsSource, targets: [{ refId: 'A', ...asking, ...lines }] };
  }
  return metrics === undefined
    ? {}
    : {
        datasource: metricsSource,
        targets: metrics.map((each, index) => ({
          refId: 'ABCD'.charAt(index),
          datasource: metricsSource,
          editorMode: 'code',
          range: true,
          ...each,
        })),
      };
}

type Asked = Pick<Panel, 'datasource' | 'targets'>;

function gridPos([x, y, w, h]: Place): GridPos {
  return { x, y, w, h };
}

/** A panel in Grafana's JSON model. */
export function panel(type: PanelType, parts: PanelParts): Panel {
  const { id, title, description, place, options, fieldConfig, only, maxDataPoints } = parts;
  return {
    id,
    type,
    title,
    ...(description === undefined ? {} : { description }),
    gridPos: gridPos(place),
    ...asked(parts),
    ...(maxDataPoints === undefined ? {} : { maxDataPoints }),
    ...(only === undefined
      ? {}
      : { transformations: [{ id: 'filterFieldsByName', options: { include: { names: [...only] } } }] }),
    fieldConfig: fieldConfig ?? { defaults: {}, overrides: [] },
    options,
  };
}

/** Panels below a heading, closed until someone opens it: nothing of them is asked for before. */
export function row(id: number, title: string, y: number, panels: Panel[]): RowPanel {
  return { id, type: 'row', title, collapsed: true, gridPos: gridPos([0, y, 24, 1]), panels };
}
