import type { ImpactQuery } from '../../../query';
import { numberField, stringField, timeField, type FieldConfig, type Frame } from '../../grafana';
import type { Ask } from '../common/ask';
import { currencyConfig } from '../common/money';
import { frameOf } from '../common/shape';
import { courseColumns, type Course } from './course';

type Place = Pick<Ask<ImpactQuery>, 't' | 'facts' | 'query'>;

const money = new Set<string>(['revenue', 'expected_revenue', 'revenue_at_risk_low', 'revenue_at_risk_high']);
const units: Readonly<Record<string, FieldConfig>> = {
  orders: { min: 0 },
  expected: { min: 0, decimals: 1 },
  lower: { min: 0, decimals: 1 },
  upper: { min: 0, decimals: 1 },
  errors: { min: 0, decimals: 0 },
  errors_usual: { min: 0, decimals: 1 },
  shortfall: { decimals: 1 },
  minutes_since_last_order: { unit: 'm', min: 0 },
  logs_age_seconds: { unit: 's', min: 0 },
  state: { min: 0, max: 4, decimals: 0 },
};

function configOf({ t, facts }: Place, name: string): FieldConfig {
  return {
    displayName: t(`impact-query:column.${name}`),
    ...(money.has(name) ? currencyConfig(facts.currency) : {}),
    ...units[name],
    ...(name === 'state' ? { mappings: stateWords(t) } : {}),
  };
}

/** A word for each state, and for none that can be told, with the colour that panels show it in. */
function stateWords(t: Place['t']) {
  const colors = ['green', 'yellow', 'orange', 'orange', 'red'];
  const words = new Map(
    colors.map((color, state) => [
      String(state),
      { text: t(`impact-query:state.${String(state)}`), color, index: state },
    ])
  );
  const untold = { text: t('impact-query:state.untold'), color: 'text', index: colors.length };
  return [
    { type: 'value', options: Object.fromEntries(words) },
    { type: 'special', options: { match: 'null', result: untold } },
  ];
}

/** `timeseries-wide`; each number has a label of its own, so that several are not one series to an alert rule. */
export function courseFrame(place: Place, { times, columns }: Course, bucketMs: number): Frame {
  return frameOf('impact', 'timeseries-wide', [
    timeField('time', times, { config: { displayName: place.t('impact-query:column.time'), interval: bucketMs } }),
    ...courseColumns.map((name) =>
      numberField(name, columns[name], { labels: { metric: name }, config: configOf(place, name) })
    ),
  ]);
}

/** `numeric-wide`, one row: all figures, or the one that is asked for. */
export function alertFrame(place: Place, figures: Readonly<Record<string, number | null>>): Frame {
  const { field } = place.query;
  const names = Object.keys(figures).filter((name) => field === undefined || name === field);
  return frameOf(
    'impact',
    'numeric-wide',
    names.map((name) =>
      numberField(name, [figures[name] ?? null], {
        ...(field === undefined ? { labels: { metric: name } } : {}),
        config: configOf(place, name),
      })
    )
  );
}

/** What a verdict's row holds. */
export interface VerdictRow {
  readonly texts: Readonly<Record<(typeof verdictTexts)[number], string | null>>;
  readonly numbers: Readonly<Record<(typeof verdictNumbers)[number], number | null>>;
  readonly times: Readonly<Record<'since' | 'orders_fresh_at' | 'logs_fresh_at', number | null>>;
}

const verdictTexts = ['sentence', 'details', 'service', 'error_code', 'code_words', 'left_out', 'confounders'] as const;
const verdictNumbers = [
  'state',
  'orders',
  'expected',
  'errors',
  'revenue_at_risk_low',
  'revenue_at_risk_high',
] as const;

const verdictColumns = [
  'sentence',
  'state',
  'since',
  'orders',
  'expected',
  'errors',
  'revenue_at_risk_low',
  'revenue_at_risk_high',
  'service',
  'error_code',
  'code_words',
  'left_out',
  'confounders',
  'orders_fresh_at',
  'logs_fresh_at',
  'details',
] as const;

const isText = (name: string): name is (typeof verdictTexts)[number] => verdictTexts.some((each) => each === name);
const isNumber = (name: string): name is (typeof verdictNumbers)[number] =>
  verdictNumbers.some((each) => each === name);

/** A table of one row. */
export function verdictFrame(place: Place, { texts, numbers, times }: VerdictRow): Frame {
  return frameOf(
    'verdict',
    'table',
    verdictColumns.map((name) => {
      const config = configOf(place, name);
      return isText(name)
        ? stringField(name, [texts[name]], { config })
        : isNumber(name)
          ? numberField(name, [numbers[name]], { config })
          : timeField(name, [times[name]], { config });
    })
  );
}
