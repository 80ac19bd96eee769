import type { SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { wordsIn, type AlertWord } from './words';

/** The data source that rules ask; whoever uses them writes its own uid instead. */
export const dataSource = 'shopscope-demo-shop';

/** `page`: wake someone. `ticket`: within the day. `warning`: see to it soon. `info`: nothing to do. */
export type Severity = 'page' | 'ticket' | 'warning' | 'info';

/** Data sources of logs and of Alloy's metrics, as they are provisioned. */
const logSources = { loki: 'shopscope-loki', prometheus: 'shopscope-prometheus' } as const;

/** When a number is too much: evaluators of Grafana's threshold expression. */
export type Evaluator =
  | { readonly type: 'gt' | 'lt'; readonly params: readonly [number] }
  | { readonly type: 'within_range'; readonly params: readonly [number, number] };

/** A dashboard or page that says more, opened at the data source and a stretch of time. */
export interface Onward {
  /** Path below Grafana's address, in one language. */
  readonly path: (language: Language) => string;
  /** How far back it looks, e.g. `now-6h`. */
  readonly from: string;
}

/** What every alert rule has: the number its question must not pass, and words. */
interface Told {
  readonly uid: string;
  /** As people find it in Grafana; one for all languages. */
  readonly title: string;
  readonly evaluator: Evaluator;
  /** Minutes that it has to last; 0 fires at once. */
  readonly minutes: number;
  readonly summary: AlertWord;
  readonly description: AlertWord;
  readonly severity: Severity;
  /** For routing: who should be told. */
  readonly audience: 'everyone' | 'shop' | 'support' | 'developers' | 'ops';
  readonly onward: Onward;
}

/** A rule that asks a store. */
export interface Rule extends Told {
  readonly query: SavedQuery;
  /** Seconds that the query looks back. */
  readonly lookBack: number;
}

/** A rule that asks Loki, or the Prometheus that keeps Alloy's metrics where there is one. */
export interface LogRule extends Told {
  readonly ask: { readonly of: keyof typeof logSources; readonly expr: string };
}

export interface RuleGroup<Each = Rule> {
  readonly name: string;
  readonly rules: readonly Each[];
}

/** Grafana's own copies of the dashboards. */
export function dashboard(name: string, from: string): Onward {
  return { path: (language) => `d/shopscope-${name}${language === 'en' ? '' : `-${language}`}`, from };
}

/** A page of the app. */
export function page(name: string): Onward {
  return { path: () => `a/shopscope-observability-app/${name}`, from: 'now-24h' };
}

/** Labels of alerts, in Grafana's own template language. */
const labels = Object.fromEntries(
  ['entity', 'variant', 'day', 'sentence', 'source', 'service_name', 'reason'].map((name) => [
    name,
    `{{ $labels.${name} }}`,
  ])
);

/** A rule as Grafana's provisioning takes it. */
export interface Provisioned {
  readonly uid: string;
  readonly title: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

/** Who is asked what, and the address's parameter that hands the data source on. */
function question(rule: Rule | LogRule) {
  if ('query' in rule) {
    const model = { refId: 'A', version: 2, ...rule.query };
    return { uid: dataSource, from: rule.lookBack, model, variable: 'var-store' };
  }
  const { of, expr } = rule.ask;
  const shape = of === 'loki' ? { queryType: 'instant' } : { instant: true };
  return {
    uid: logSources[of],
    from: 600,
    model: { refId: 'A', editorMode: 'code', expr, ...shape },
    variable: 'var-loki',
  };
}

/** A rule that asks Prometheus keeps silent where there is none. */
export function provisioned(rule: Rule | LogRule, language: Language): Provisioned {
  const t = wordsIn(language);
  const { evaluator, onward } = rule;
  const { uid, from, model, variable } = question(rule);
  const isMetrics = uid === logSources.prometheus;
  const source = onward.path(language).startsWith('d/') ? variable : 'ds';
  const handed = isMetrics ? logSources.loki : uid;
  return {
    uid: rule.uid,
    title: rule.title,
    condition: 'C',
    for: `${rule.minutes}m`,
    noDataState: 'OK',
    execErrState: isMetrics ? 'OK' : 'Error',
    data: [
      {
        refId: 'A',
        relativeTimeRange: { from, to: 0 },
        datasourceUid: uid,
        model,
      },
      expression('B', { type: 'reduce', expression: 'A', reducer: 'last', settings: { mode: 'dropNN' } }),
      expression('C', { type: 'threshold', expression: 'B', conditions: [{ evaluator }] }),
    ],
    annotations: {
      summary: t(rule.summary, labels),
      description: t(rule.description, labels),
      url: `{{ externalURL }}${onward.path(language)}?${source}=${handed}&from=${onward.from}&to=now`,
    },
    labels: { severity: rule.severity, audience: rule.audience, product: 'shopscope', data_source: uid },
  };
}

function expression(refId: string, model: object): object {
  return {
    refId,
    relativeTimeRange: { from: 600, to: 0 },
    datasourceUid: '__expr__',
    model: { refId, ...model },
  };
}
