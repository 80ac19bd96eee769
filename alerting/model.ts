import type { SavedQuery } from '../src/query';
import type { Language } from '../src/locales/core';
import { wordsIn, type AlertWord } from './words';

/** The data source that rules ask; whoever uses them writes its own uid instead. */
export const dataSource = 'shopscope-demo-shop';

/** `page`: wake someone. `ticket`: within the day. `warning`: see to it soon. `info`: nothing to do. */
export type Severity = 'page' | 'ticket' | 'warning' | 'info';

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

/** One alert rule: a query, the number it must not pass, and words. */
export interface Rule {
  readonly uid: string;
  /** As people find it in Grafana; one for all languages. */
  readonly title: string;
  readonly query: SavedQuery;
  /** Seconds that the query looks back. */
  readonly lookBack: number;
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

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Rule[];
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
  ['entity', 'variant', 'day', 'sentence'].map((name) => [name, `{{ $labels.${name} }}`])
);

/** A rule as Grafana's provisioning takes it. */
export interface Provisioned {
  readonly uid: string;
  readonly title: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

export function provisioned(rule: Rule, language: Language): Provisioned {
  const t = wordsIn(language);
  const { evaluator, onward } = rule;
  const source = onward.path(language).startsWith('d/') ? 'var-store' : 'ds';
  return {
    uid: rule.uid,
    title: rule.title,
    condition: 'C',
    for: `${rule.minutes}m`,
    noDataState: 'OK',
    execErrState: 'Error',
    data: [
      {
        refId: 'A',
        relativeTimeRange: { from: rule.lookBack, to: 0 },
        datasourceUid: dataSource,
        model: { refId: 'A', version: 2, ...rule.query },
      },
      expression('B', { type: 'reduce', expression: 'A', reducer: 'last', settings: { mode: 'dropNN' } }),
      expression('C', { type: 'threshold', expression: 'B', conditions: [{ evaluator }] }),
    ],
    annotations: {
      summary: t(rule.summary, labels),
      description: t(rule.description, labels),
      url: `{{ externalURL }}${onward.path(language)}?${source}=${dataSource}&from=${onward.from}&to=now`,
    },
    labels: { severity: rule.severity, audience: rule.audience, product: 'shopscope', data_source: dataSource },
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
