import {
  DashboardCursorSync,
  type AnnotationQuery,
  type DashboardLink,
  type Panel,
  type RowPanel,
  type VariableModel,
} from '@grafana/schema';
import type { Language } from '../src/locales/core';
import { inOwnWords } from './column-names';
import { dataSourceType, logsVariable, panel, storeVariable, uidOf, type BundledDashboard } from './model';
import { chooser } from './variables';
import type { Words } from './words';

/** Another dashboard to go on to. */
export interface Onward {
  readonly name: string;
  readonly title: string;
}

/** A page of the app to go on to. */
export interface AppPage {
  readonly page: 'data';
  readonly title: string;
}

export interface ShellParts {
  /** Last part of the uid: `shopscope-<name>`, with the language where it isn't English. */
  readonly name: string;
  readonly language: Language;
  readonly title: string;
  /** What it answers, in one sentence above its panels. */
  readonly question: string;
  readonly description: string;
  readonly from: string;
  readonly panels: Panel[];
  /** Closed rows below them. */
  readonly rows?: RowPanel[];
  /** Whether it is about logs: its rows link to their lines in the Loki data source that a variable names. */
  readonly logs?: boolean;
  /** Variables that narrow what is shown. */
  readonly filters?: VariableModel[];
  readonly annotations?: AnnotationQuery[];
  readonly onward?: readonly Onward[];
  readonly page?: AppPage;
}

/** A link to another bundled dashboard of the same language: time range and variables go with it. */
function onward({ name, title }: Onward, language: Language): DashboardLink {
  return {
    type: 'link',
    title,
    tooltip: '',
    icon: 'dashboard',
    url: `/d/${uidOf(name, language)}`,
    keepTime: true,
    includeVars: true,
    targetBlank: false,
    asDropdown: false,
    tags: [],
  };
}

/** Sentences speak the dashboard's language, whoever looks. */
function spoken(panel: Panel, language: Language): Panel {
  const targets = panel.targets?.map((target) =>
    target['queryType'] === 'impact' ? { ...target, textLanguage: language } : target
  );
  return targets === undefined ? panel : { ...panel, targets };
}

/** Rows of the grid that the question takes. */
const questionRows = 2;

/** The question that the dashboard answers: Grafana shows a dashboard's description nowhere near its panels. */
function asked(question: string): Panel {
  const options = { mode: 'markdown', content: `**${question}**` };
  return { ...panel('text', { id: 100, title: '', place: [0, 0, 24, questionRows], options }), transparent: true };
}

/** A panel, or a row, below the question. */
function lowered<Placed extends Pick<Panel, 'gridPos'>>(made: Placed): Placed {
  const { gridPos } = made;
  return gridPos === undefined ? made : { ...made, gridPos: { ...gridPos, y: gridPos.y + questionRows } };
}

/** A page of the app for the store that is chosen. */
function appPage({ page, title }: AppPage): DashboardLink {
  return {
    type: 'link',
    title,
    tooltip: '',
    icon: 'external link',
    url: `/a/shopscope-observability-app/${page}?ds=\${${storeVariable}}`,
    keepTime: false,
    includeVars: false,
    targetBlank: false,
    asDropdown: false,
    tags: [],
  };
}

/** What every bundled dashboard has around its panels. */
export function shell(parts: ShellParts, words: Words): BundledDashboard {
  const { name, language, title, question, description, from, panels, logs = false } = parts;
  const { filters = [], annotations = [], onward: links = [], page, rows = [] } = parts;
  return {
    id: null,
    uid: uidOf(name, language),
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
        ...filters,
      ],
    },
    annotations: { list: annotations },
    links: [...links.map((each) => onward(each, language)), ...(page === undefined ? [] : [appPage(page)])],
    panels: [
      asked(question),
      ...panels.map((each) => lowered(inOwnWords(spoken(each, language), words))),
      ...rows.map((each) => lowered({ ...each, panels: each.panels.map(lowered) })),
    ],
  };
}
