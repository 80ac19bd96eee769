import type {
  Basis,
  CheckoutOutcomes,
  Episode,
  ImpactState,
  Interval,
  LeftOut,
  SaidValue,
  Sentence,
  SignalReading,
  Verdict,
} from './types';
import { checkoutEvidence, type CheckoutEvidence } from './checkouts';
import { alarming } from './signals';

/** All that a verdict rests on. */
export interface Evidence {
  /** State by orders and errors alone; undefined where neither could be judged. */
  readonly state: ImpactState | undefined;
  /** The moment judged. */
  readonly at: number;
  /** The episode under way, if any. */
  readonly episode?: Episode | undefined;
  readonly signals: readonly SignalReading[];
  readonly checkouts?: CheckoutOutcomes | undefined;
  readonly logs: boolean;
  readonly basis: Basis;
  readonly confounders: readonly Sentence[];
  readonly leftOut: LeftOut;
  /** True where the newest buckets asked for are not complete yet. */
  readonly filling: boolean;
}

const count = (value: number): SaidValue => ({ kind: 'count', value: Math.round(value) });
const decimal = (value: number): SaidValue => ({ kind: value < 10 ? 'decimal' : 'count', value });
const percent = (value: number): SaidValue => ({ kind: 'percent', value });
const time = (value: number): SaidValue => ({ kind: 'time', value });
const duration = (value: number): SaidValue => ({ kind: 'duration', value });
const money = (value: number): SaidValue => ({ kind: 'money', value });

/**
 * What can be said, by the evidence and no further. Orders low beside errors is told as "while"; "probably" is said only
 * where checkouts that met an error became orders less often than others of the same time (95 % interval above 0).
 * Where orders are too few the richer signals decide: one at the alarm's level raises the state to 2 (fewer checkouts, no
 * order for too long) or 3 (payments failing), one at 1 % to 1.
 */
export function verdictOf(evidence: Evidence): Verdict {
  const { signals } = evidence;
  const found = evidence.checkouts && checkoutEvidence(evidence.checkouts);
  const state = withSignals(evidence.state ?? 0, evidence);
  const sentence = sentenceOf(state, evidence, found);
  return {
    state,
    told: !untold.has(sentence.key),
    sentence,
    details: [
      ...usualDetail(evidence),
      ...lossDetails(evidence),
      ...checkoutDetails(evidence.checkouts, found),
      ...signals.map(signalDetail),
    ],
    confounders: state === 0 ? [] : evidence.confounders,
    leftOut: leftOut(evidence),
    signals,
  };
}

/** Sentences that say that nothing can be said. */
const untold: ReadonlySet<string> = new Set(['verdict.unknown', 'verdict.too_few']);

function withSignals(state: ImpactState, { signals }: Evidence): ImpactState {
  const quiet = signals.some((of) => (of.signal === 'last_order' || of.signal === 'checkouts') && alarming(of));
  const failing = signals.some((of) => of.signal === 'failed_payments' && alarming(of));
  const [low, high] = [state === 2 || state === 4 || quiet, state === 3 || state === 4 || failing];
  if (low || high) {
    return low && high ? 4 : low ? 2 : 3;
  }
  const watched = signals.some(({ signal, says }) => signal !== 'orders' && says === 'worse');
  return state === 0 && watched ? 1 : state;
}

const of = (signals: readonly SignalReading[], name: SignalReading['signal']) =>
  signals.find(({ signal }) => signal === name);

function sentenceOf(state: ImpactState, evidence: Evidence, found: CheckoutEvidence | undefined): Sentence {
  const { signals, episode, basis } = evidence;
  const orders = of(signals, 'orders');
  if (basis.average === 'none' || orders === undefined) {
    return withoutOrders(state, episode);
  }
  const few = orders.says === 'too_few';
  const window = {
    orders: count(orders.observed),
    expected: decimal(orders.usual),
    window: duration(orders.windowMs),
    required: count(Math.ceil(orders.required)),
  };
  if (state === 0) {
    const other = signals.some(({ signal, says }) => signal !== 'orders' && says === 'usual');
    return { key: few ? (other ? 'verdict.fine_by_signals' : 'verdict.too_few') : 'verdict.fine', values: window };
  }
  const worse = signals.find((each) => each.signal !== 'orders' && each.says === 'worse');
  if (episode === undefined || episode.state < 2) {
    if (worse !== undefined && (state >= 2 || few)) {
      return { key: `verdict.${state === 1 ? 'watching' : 'alarm'}_by.${worse.signal}`, values: signalValues(worse) };
    }
    return orders.pValue < 0.05
      ? { key: 'verdict.watching_orders', values: window }
      : { key: 'verdict.watching', values: window };
  }
  const since = {
    start: time(episode.start),
    orders: count(episode.orders),
    expected: decimal(episode.expected),
    errors: count(episode.errors ?? 0),
    errorsUsual: decimal(episode.errorsUsual ?? 0),
  };
  if (state === 2) {
    return { key: evidence.logs ? 'verdict.quiet' : 'verdict.quiet_no_logs', values: since };
  }
  if (state === 3) {
    return { key: few ? 'verdict.errors_few_orders' : 'verdict.errors', values: since };
  }
  if (found?.convertsLess === true) {
    const { hit, hitConverted, clean, cleanConverted } = evidence.checkouts ?? noCheckouts;
    const shares = { hitShare: percent(hitConverted / hit), cleanShare: percent(cleanConverted / clean) };
    return { key: 'verdict.both_checkouts', values: { ...since, ...shares } };
  }
  return { key: 'verdict.both', values: since };
}

/** What errors alone can tell. */
function withoutOrders(state: ImpactState, episode: Episode | undefined): Sentence {
  if (state === 0) {
    return { key: 'verdict.unknown', values: {} };
  }
  return episode === undefined || episode.state < 2
    ? { key: 'verdict.watching_errors', values: {} }
    : {
        key: 'verdict.errors_no_orders',
        values: {
          start: time(episode.start),
          errors: count(episode.errors ?? 0),
          errorsUsual: decimal(episode.errorsUsual ?? 0),
        },
      };
}

const noCheckouts: CheckoutOutcomes = { hit: 1, hitConverted: 0, clean: 1, cleanConverted: 0 };

function usualDetail({ signals, basis, at }: Evidence): Sentence[] {
  const orders = of(signals, 'orders');
  if (orders === undefined || basis.average === 'none') {
    return [];
  }
  const values = {
    at: time(at),
    window: duration(orders.windowMs),
    expected: decimal(orders.usual),
    weeks: count(basis.weeks),
  };
  return [{ key: basis.weeks < 4 ? 'detail.usual_few_weeks' : 'detail.usual', values }];
}

/** Nothing where orders are not known: none missing is a claim as well. */
function lossDetails({ episode, signals }: Evidence): Sentence[] {
  if (episode === undefined || of(signals, 'orders') === undefined) {
    return [];
  }
  const { interval80, interval95 } = episode.shortfall;
  if (episode.noMeasurableLoss) {
    return [{ key: 'detail.no_measurable_loss', values: { high: count(interval80.high) } }];
  }
  const said = [between('detail.missing_80', count, interval80), between('detail.missing_95', count, interval95)];
  if (episode.revenueAtRisk !== undefined) {
    said.push(between('detail.risk_80', money, episode.revenueAtRisk.interval80));
    said.push(between('detail.risk_95', money, episode.revenueAtRisk.interval95));
  }
  if (episode.recovery !== undefined && episode.recovery.recovered.interval80.low >= 1) {
    said.push(between('detail.recovered', count, episode.recovery.recovered.interval80));
  }
  return said;
}

/** An interval that begins at 0 is told as "up to". */
function between(key: string, say: (value: number) => SaidValue, { low, high }: Interval): Sentence {
  const [from, to] = [say(low), say(high)];
  const values = { low: from, high: to };
  return from.value !== 0 ? { key, values } : { key: `${key}_up_to`, values };
}

function checkoutDetails(outcomes: CheckoutOutcomes | undefined, found: CheckoutEvidence | undefined): Sentence[] {
  if (outcomes === undefined || found === undefined || outcomes.hit === 0) {
    return [];
  }
  const said: Sentence[] = [];
  const { atRisk, convertsLess } = found;
  if (convertsLess && atRisk !== undefined) {
    const { low, high } = atRisk.interval80;
    said.push({ key: 'detail.checkouts_risk', values: { low: money(low), high: money(high) } });
  }
  if ((outcomes.cameBack ?? 0) > 0) {
    said.push({ key: 'detail.came_back', values: { count: count(outcomes.cameBack ?? 0), hit: count(outcomes.hit) } });
  }
  return said;
}

function signalValues({ signal, observed, usual, windowMs, has, required }: SignalReading): Sentence['values'] {
  const say = signal === 'last_order' ? duration : signal === 'orders' || signal === 'checkouts' ? decimal : percent;
  return {
    observed: signal === 'orders' || signal === 'checkouts' ? count(observed) : say(observed),
    usual: say(usual),
    window: duration(windowMs),
    has: count(Math.floor(has)),
    required: count(Math.ceil(required)),
  };
}

function signalDetail(of: SignalReading): Sentence {
  return { key: `signal.${of.signal}.${of.says}`, values: signalValues(of) };
}

function leftOut({ leftOut: { otherChannels = 0, test = 0 }, filling, logs, basis, state }: Evidence): Sentence[] {
  const said: Sentence[] = [{ key: 'left_out.online_only', values: {} }];
  if (otherChannels > 0) {
    said.push({ key: 'left_out.other_channels', values: { count: count(otherChannels) } });
  }
  if (test > 0) {
    said.push({ key: 'left_out.test', values: { count: count(test) } });
  }
  if (!logs) {
    said.push({ key: 'left_out.logs', values: {} });
  }
  if (filling) {
    said.push({ key: 'left_out.filling', values: {} });
  }
  if (basis.flaggedDays > 0) {
    said.push({ key: 'left_out.flagged_days', values: { count: count(basis.flaggedDays) } });
  }
  if (state === undefined && basis.average !== 'none') {
    said.push({ key: 'left_out.not_judged', values: {} });
  }
  return said;
}
