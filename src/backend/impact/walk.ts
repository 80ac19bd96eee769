import type { ErrorWatch, ErrorsSay } from './burst';
import { edgeOf, lowerRate, mayBe, middleOf, overStep, overThreshold, upperRate } from './change';
import { cusumStep, cusumThreshold, type Cusum } from './cusum';
import { dipTest, expectations, planDips, recovered, type Dip, type DipPlan } from './dip';
import { dispersionOf } from './dispersion';
import { alarmLevel, besideErrorsLevel, watchLevel } from './required';
import type { ImpactState } from './types';
import { between } from './sums';
import type { Usual } from './usual';

const minute = 60_000;

/** An alarm of the orders or of the errors ends after things have been calm this long at least. */
const calmMs = 15 * minute;
/** An onset is looked for this far back. After this long a good window alone ends an alarm: the shop may have changed. */
const onsetMs = 24 * 60 * minute;
/** Rates against the usual that a loss, or a burst, is taken to have at most, or at least, when its end is looked for. */
const lossAtMost = 0.7;
const lossAtLeast = 0.05;
const burstAtLeast = 2;

/** A stretch in a state of 2 or more, in buckets. `end` absent: it goes on. */
export interface Stretch {
  readonly start: number;
  readonly detected: number;
  readonly end?: number;
  readonly state: ImpactState;
  /** First bucket that it may have begun with, where orders alone tell when it did; else errors tell. */
  readonly startsAfter?: number;
  /** Last bucket known when its end was told, where orders alone tell it. */
  readonly endsBefore?: number;
}

/** A stretch that goes on. */
type Open = Omit<Stretch, 'end'> & { readonly endSoFar: number };

/** What the walk finds, one value per bucket. */
export interface Walk {
  readonly expected: Float64Array;
  readonly errorsUsual: Float64Array;
  readonly pValue: Float64Array;
  readonly state: Float64Array;
  readonly stretches: readonly Stretch[];
  /** The dip test at the last judged bucket. */
  readonly last: Dip;
  readonly plan: DipPlan;
  /** The level that applies at the end. */
  readonly level: number;
  /** Buckets before this one are over and done with: no window reaches back past it. */
  readonly earliest: number;
}

/** One of the two alarms, orders low or errors high, with its hysteresis. */
interface Alarm {
  on: boolean;
  onset: number;
  /** Evidence that it is over. */
  over: Cusum;
  /** First of the latest buckets in a row that looked calm. */
  calmSince: number;
}

const silent = (): Alarm => ({ on: false, onset: 0, over: { value: 0, onset: 0 }, calmSince: -1 });

function raise(alarm: Alarm, onset: number): void {
  alarm.on = true;
  alarm.onset = onset;
  alarm.over = { value: 0, onset };
  alarm.calmSince = -1;
}

/**
 * Goes through the buckets in order and keeps the state as it was known at each one's end, from nothing later.
 *
 * Orders' alarm: a window with p < 0.01 %, or the CUSUM beyond h; while errors are in alarm p < 0.1 % is enough. Errors'
 * alarm: the burst test. It begins at the middle of the likeliest change points, never before an earlier alarm's end. It ends
 * where `overStep` says so, 15 minutes after at the earliest; errors also after 15 minutes with p > 5 %, orders that have
 * been low for a day also after 15 minutes `recovered`. State:
 * both 4, errors alone 3, orders alone 2, else 1 where a window has p < 1 % or errors are somewhat high, else 0. While
 * orders are in alarm the level is the one before the onset, so that a long outage does not become the usual; afterwards
 * windows reach back to its end at most.
 */
export function walk(usual: Usual, errors: ErrorWatch | undefined, until: number): Walk {
  const { grid, first, level, baseline, counts } = usual;
  const { count, bucketMs } = grid;
  const unknown = () => new Float64Array(count).fill(NaN);
  const [expected, errorsUsual, pValue, state] = [unknown(), unknown(), unknown(), unknown()];
  const plan = planDips(usual.lengths, usual.dispersion);
  const hold = Math.max(1, Math.round(calmMs / bucketMs));
  const reach = Math.round(onsetMs / bucketMs);
  const phi = dispersionOf(usual.dispersion, Math.round((60 * minute) / bucketMs));
  const windows = new Float64Array(usual.lengths.length);
  const stretches: Stretch[] = [];
  const low = silent();
  const high = silent();
  const errorsUsualSums = new Float64Array(count + 1);
  let frozen = 1;
  let cusum: Cusum = { value: 0, onset: first };
  let cusumLevel = 1;
  let earliest = 0;
  let errorsOver = 0;
  let last: Dip = { pValue: NaN, least: NaN, from: first };
  let open: Open | undefined;

  const levelAt = (from: number) => (low.on ? frozen : level.at(from));
  const endOfLoss = (i: number): number | undefined => {
    const found = between(usual.sums, low.onset, Math.max(low.onset + 1, low.over.onset));
    const usually = between(usual.baseSums, low.onset, Math.max(low.onset + 1, low.over.onset)) * frozen;
    const rho = Math.min(lossAtMost, Math.max(lossAtLeast, upperRate(found, usually, phi)));
    low.over = overStep(low.over, i, counts[i] ?? NaN, (baseline.base[i] ?? NaN) * frozen, phi, rho);
    if (low.over.value > overThreshold && i - low.over.onset + 1 >= hold) {
      return low.over.onset;
    }
    const late = i - low.onset > reach;
    const good = late && recovered(usual, plan, i + 1, expectations(usual, i + 1, earliest, levelAt, windows));
    return calm(low, i, hold, good) ? low.calmSince : undefined;
  };
  const endOfBurst = (i: number, says: ErrorsSay): number | undefined => {
    const until = Math.max(high.onset + 1, high.over.onset);
    const found = errors?.found(high.onset, until) ?? 0;
    const rho = Math.max(burstAtLeast, lowerRate(found, between(errorsUsualSums, high.onset, until), errors?.phi ?? 1));
    if (says !== 'unknown') {
      const usually = errorsUsual[i] ?? NaN;
      high.over = overStep(high.over, i, errors?.found(i, i + 1) ?? NaN, usually, errors?.phi ?? 1, rho);
    }
    if (high.over.value > overThreshold && i - high.over.onset + 1 >= hold) {
      return high.over.onset;
    }
    return calm(high, i, hold, says === 'calm' || says === 'unknown') ? high.calmSince : undefined;
  };
  for (let i = 0; i < first; i++) {
    errors?.learn(i, true);
  }

  for (let i = first; i < count; i++) {
    const base = baseline.base[i] ?? NaN;
    expected[i] = base * levelAt(i);
    if (errors !== undefined) {
      errorsUsual[i] = errors.usual(i);
    }
    errorsUsualSums[i + 1] =
      (errorsUsualSums[i] ?? 0) + (Number.isNaN(errorsUsual[i] ?? NaN) ? 0 : (errorsUsual[i] ?? 0));
    if (i >= until) {
      continue;
    }
    if (cusum.value === 0) {
      cusumLevel = level.at(i);
    }
    cusum = cusumStep(cusum, i, counts[i] ?? NaN, base * (low.on ? frozen : cusumLevel), phi);
    const says: ErrorsSay = errors?.judge(i) ?? 'unknown';
    const dip = dipTest(usual, plan, i + 1, expectations(usual, i + 1, earliest, levelAt, windows));
    last = dip;
    pValue[i] = dip.pValue;

    if (!high.on && says === 'alarm') {
      const since = Math.max(first, errorsOver, i - reach);
      const edge = edgeOf(
        since,
        i,
        errors?.phi ?? 1,
        'high',
        (from) => errors?.found(from, i + 1) ?? 0,
        (from) => between(errorsUsualSums, from, i + 1)
      );
      const onset = middleOf(edge);
      raise(high, onset);
      errors?.forget(onset, i);
      open = opened(open, onset, i, undefined);
    }
    const byWindow = dip.least < (high.on ? besideErrorsLevel : alarmLevel);
    if (!low.on && (byWindow || cusum.value > cusumThreshold)) {
      const edge = edgeOf(
        Math.max(first, earliest, i - reach),
        i,
        phi,
        'low',
        (from) => between(usual.sums, from, i + 1),
        (from) => between(usual.baseSums, from, i + 1) * level.at(from)
      );
      // Errors tell when they began more sharply than orders do, and owe nothing to chance among the orders.
      const byErrors = high.on && mayBe(edge, high.onset);
      const onset = byErrors ? high.onset : middleOf(edge);
      raise(low, onset);
      frozen = level.at(onset);
      level.forget(onset, i);
      for (let j = onset; j <= i; j++) {
        expected[j] = (baseline.base[j] ?? NaN) * frozen;
      }
      open = opened(open, onset, i, byErrors ? undefined : edge.first);
    }

    level.learn(i, !low.on);
    errors?.learn(i, !high.on);
    const lowEnd = low.on ? endOfLoss(i) : undefined;
    const highEnd = high.on ? endOfBurst(i, says) : undefined;
    if (lowEnd !== undefined) {
      low.on = false;
      cusum = { value: 0, onset: i + 1 };
      earliest = lowEnd;
      for (let j = lowEnd; j <= i; j++) {
        level.learn(j, true);
      }
    }
    if (highEnd !== undefined) {
      high.on = false;
      errorsOver = highEnd;
      errors?.over(highEnd);
      for (let j = highEnd; j <= i; j++) {
        errors?.learn(j, true);
      }
    }
    const now = stateOf(low.on, high.on, dip.least < watchLevel || says === 'watch' || says === 'alarm');
    state[i] = Number.isNaN(dip.pValue) && says === 'unknown' && now < 2 ? NaN : now;
    if (open !== undefined) {
      const end = Math.max(open.start + 1, open.endSoFar, lowEnd ?? 0, highEnd ?? 0);
      open = { ...open, endSoFar: end, state: now > open.state ? now : open.state };
      if (!low.on && !high.on) {
        const { endSoFar, ...stretch } = open;
        stretches.push({ ...stretch, end: endSoFar, ...(lowEnd === endSoFar && { endsBefore: i }) });
        open = undefined;
      }
    }
  }
  if (open !== undefined) {
    const { endSoFar: _, ...stretch } = open;
    stretches.push(stretch);
  }
  return { expected, errorsUsual, pValue, state, stretches, last, plan, level: levelAt(until), earliest };
}

/** A stretch opened, or begun earlier than was known. */
function opened(open: Open | undefined, start: number, detected: number, startsAfter: number | undefined): Open {
  if (open !== undefined && open.start <= start) {
    return open;
  }
  return {
    detected: open?.detected ?? detected,
    state: open?.state ?? 2,
    endSoFar: open?.endSoFar ?? 0,
    start,
    ...(startsAfter !== undefined && { startsAfter }),
  };
}

/** Whether it has now been calm for so long that the alarm ends. */
function calm(alarm: Alarm, i: number, hold: number, isCalm: boolean): boolean {
  if (!isCalm) {
    alarm.calmSince = -1;
    return false;
  }
  if (alarm.calmSince === -1) {
    alarm.calmSince = i;
  }
  return i - alarm.calmSince + 1 >= hold;
}

function stateOf(low: boolean, high: boolean, watched: boolean): ImpactState {
  return low ? (high ? 4 : 2) : high ? 3 : watched ? 1 : 0;
}
