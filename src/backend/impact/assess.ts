import { watchErrors } from './burst';
import { confounders } from './confounders';
import { dispersionOf } from './dispersion';
import { countQuantile } from './distributions';
import { runningRisk, weigh, type Weighing } from './episodes';
import { defaultWeeks, warmUpMs } from './history';
import { orderValue, seeded } from './order-value';
import { alarmLevel, requiredCounts } from './required';
import { countSignal, errorCheckoutsSignal, failedPaymentsSignal, lastOrderSignal } from './signals';
import { between, prefixSums } from './sums';
import type { Basis, ImpactInput, ImpactSeries, ImpactState, SignalReading } from './types';
import { learnUsual, type Usual } from './usual';
import { verdictOf } from './verdict';
import { walk, type Walk } from './walk';

/**
 * Orders against what was to be expected, errors against what is usual, and what that adds up to. Everything is judged
 * bucket by bucket from what was known at its end, so that the past looks as its alarms did.
 * @throws Error where the buckets don't divide an hour, the zone is unknown or the stretch is not on the grid
 */
export function assess(input: ImpactInput): ImpactSeries {
  const { start, bucketMs, from, to, now, days = [], incidents = [] } = input;
  const count = (to - start) / bucketMs;
  const shown = (from - start) / bucketMs;
  if (!Number.isInteger(count) || !Number.isInteger(shown) || shown < 0 || shown > count) {
    throw new Error(
      `[${String(from)}, ${String(to)}) is not on the grid of ${String(bucketMs)} ms from ${String(start)}`
    );
  }
  const first = Math.max(0, Math.min(shown, Math.round((from - warmUpMs - start) / bucketMs)));
  const complete = Math.min(now, input.completeUntil ?? now);
  const until = Math.max(first, Math.min(count, Math.floor((complete - start) / bucketMs)));
  const weeks = input.baselineWeeks ?? defaultWeeks;
  const learning = { zone: input.zone, start, bucketMs, count, first, weeks, days, incidents };

  const usual = learnUsual({ ...learning, counts: input.orders });
  const errors = input.errors && onGrid(input.errors.counts, (input.errors.start - start) / bucketMs, count);
  const walked = walk(usual, errors && watchErrors(usual.grid, errors), until);
  const value = orderValue(input.orderValues ?? [], seeded(input.seed ?? 1));
  const weighing: Weighing = {
    usual,
    walk: walked,
    expectedSums: prefixSums(walked.expected, count),
    value,
    until,
    ...(errors && { errorSums: prefixSums(errors, count), errorUsualSums: prefixSums(walked.errorsUsual, count) }),
  };
  const episodes = walked.stretches
    .filter(({ end }) => (end ?? count) > shown)
    .map((stretch) => weigh(weighing, stretch));
  const basis = basisOf(usual, walked, weeks, until);
  const episode = episodes.find(({ end }) => end === undefined);
  const at = start + until * bucketMs;
  const since = episode?.start ?? at;
  const beginning = Math.round((since - start) / bucketMs);
  const sixHours = usual.grid.perDay / 4;
  const judged = walked.state[until - 1] ?? NaN;
  return {
    ...seriesOf(usual, walked, weighing, errors, shown),
    episodes,
    basis,
    verdict: verdictOf({
      state: until > first && !Number.isNaN(judged) ? stateOf(judged) : undefined,
      at,
      episode,
      signals: until > first ? signalsOf(input, learning, usual, walked, until) : [],
      checkouts: input.checkouts,
      logs: errors !== undefined && (errors[until - 1] ?? NaN) >= 0,
      basis,
      confounders: confounders(
        input,
        at,
        since,
        {
          orders: between(usual.sums, beginning - sixHours, beginning),
          expected: between(weighing.expectedSums, beginning - sixHours, beginning),
        },
        episode?.state === 3 && episode.busier === true
      ),
      leftOut: input.leftOut ?? {},
      filling: until < count,
    }),
  };
}

function stateOf(value: number): ImpactState {
  return value === 4 ? 4 : value === 3 ? 3 : value === 2 ? 2 : value === 1 ? 1 : 0;
}

/** Counts laid onto the orders' grid; `NaN` where there are none. */
function onGrid(counts: ArrayLike<number>, offset: number, count: number): Float64Array {
  if (!Number.isInteger(offset)) {
    throw new Error("The errors' buckets are not on the orders' grid");
  }
  // Indexes below 0 are looked up by name, a hundred times as slow.
  const laid = new Float64Array(count).fill(NaN);
  for (let i = Math.max(0, offset); i < Math.min(count, offset + counts.length); i++) {
    laid[i] = counts[i - offset] ?? NaN;
  }
  return laid;
}

function signalsOf(
  input: ImpactInput,
  learning: Omit<Parameters<typeof learnUsual>[0], 'counts'>,
  usual: Usual,
  walked: Walk,
  until: number
): SignalReading[] {
  const level = () => walked.level;
  const { checkouts, payments } = input.signals ?? {};
  const started = checkouts && learnUsual({ ...learning, counts: checkouts });
  for (let i = learning.first; started !== undefined && i < until; i++) {
    started.level.learn(i, !walked.stretches.some(({ start, end }) => i >= start && i < (end ?? until)));
  }
  const hasOrders = Array.from(input.orders).some((orders) => !Number.isNaN(orders));
  return [
    hasOrders ? countSignal('orders', usual, until, walked.earliest, level) : undefined,
    hasOrders ? lastOrderSignal(usual, walked, until) : undefined,
    started && countSignal('checkouts', started, until, walked.earliest, (from) => started.level.at(from)),
    payments && failedPaymentsSignal(usual, payments, walked.stretches, until),
    input.checkouts && errorCheckoutsSignal(input.checkouts, input.to - input.from),
  ].filter((signal) => signal !== undefined);
}

function basisOf(usual: Usual, walked: Walk, weeksWanted: number, until: number): Basis {
  const { baseline, grid, first, dispersion, lengths } = usual;
  const weeks = baseline.weeks[Math.max(0, until - 1)] ?? 0;
  const length = lengths.find(
    (n, index) =>
      between(usual.baseSums, until - n, until) * walked.level >= (walked.plan.alarm[1]?.[index] ?? Infinity)
  );
  const phi = dispersionOf(dispersion, length ?? lengths.at(-1) ?? 1);
  return {
    weeks,
    weeksWanted,
    average:
      weeks === 0
        ? 'none'
        : weeks < 4
          ? 'last_week'
          : baseline.byMedian > (until - first) / 2
            ? 'median'
            : 'trimmed_mean',
    flaggedDays: usual.flags.days,
    dispersion: new Map([...dispersion].map(([n, value]) => [n * grid.bucketMs, value])),
    required: requiredCounts(phi, alarmLevel),
  };
}

function seriesOf(
  usual: Usual,
  walked: Walk,
  weighing: Weighing,
  errors: Float64Array | undefined,
  shown: number
): Omit<ImpactSeries, 'episodes' | 'verdict' | 'basis'> {
  const { grid, counts, dispersion } = usual;
  const length = grid.count - shown;
  // `Float64Array.from` goes by an iterator, ten times as slow.
  const array = (value: (i: number) => number) => {
    const values = new Float64Array(length);
    for (let n = 0; n < length; n++) {
      values[n] = value(n + shown);
    }
    return values;
  };
  const cut = (values: Float64Array) => values.slice(shown);
  const phi = dispersionOf(dispersion, 1);
  const bound = (tail: number) => (i: number) => {
    const expected = walked.expected[i] ?? NaN;
    return Number.isNaN(expected) ? NaN : countQuantile(tail, expected, phi);
  };
  const risk = runningRisk(weighing);
  return {
    times: array((i) => grid.start + i * grid.bucketMs),
    orders: array((i) => counts[i] ?? NaN),
    expected: cut(walked.expected),
    lower: array(bound(0.1)),
    upper: array(bound(0.9)),
    errors: errors === undefined ? new Float64Array(length).fill(NaN) : cut(errors),
    errorsUsual: cut(walked.errorsUsual),
    shortfall: array((i) => (walked.expected[i] ?? NaN) - (counts[i] ?? NaN)),
    atRiskLow: cut(risk.low),
    atRiskHigh: cut(risk.high),
    pValue: cut(walked.pValue),
    state: cut(walked.state),
  };
}
