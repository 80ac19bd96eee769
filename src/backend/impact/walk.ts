import type { ErrorWatch, ErrorsSay } from './burst';
import { cusumStep, cusumThreshold, type Cusum } from './cusum';
import { dipTest, expectations, planDips, recovered, type Dip, type DipPlan } from './dip';
import { dispersionOf } from './dispersion';
import { alarmLevel, besideErrorsLevel, watchLevel } from './required';
import type { ImpactState } from './types';
import type { Usual } from './usual';

const minute = 60_000;

/** An alarm of the orders or of the errors ends after things have been calm this long. */
const calmMs = 15 * minute;
/** An onset is looked for this far back. */
const onsetMs = 24 * 60 * minute;

/** A stretch in a state of 2 or more, in buckets. `end` absent: it goes on. */
export interface Stretch {
  readonly start: number;
  readonly detected: number;
  readonly end?: number;
  readonly state: ImpactState;
}

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
  calmSince: number;
}

/**
 * Goes through the buckets in order and keeps the state as it was known at each one's end, from nothing later.
 *
 * Orders' alarm: a window with p < 0.01 %, or the CUSUM beyond h; while errors are in alarm p < 0.1 % is enough. Errors'
 * alarm: the burst test. An alarm ends after 15 minutes of calm in a row (orders: `recovered`; errors: p > 5 %). State:
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
  const low: Alarm = { on: false, calmSince: -1 };
  const high: Alarm = { on: false, calmSince: -1 };
  let frozen = 1;
  let cusum: Cusum = { value: 0, onset: first };
  let cusumLevel = 1;
  let earliest = 0;
  let last: Dip = { pValue: NaN, least: NaN, from: first };
  let open: { start: number; detected: number; state: ImpactState } | undefined;

  const levelAt = (from: number) => (low.on ? frozen : level.at(from));
  for (let i = 0; i < first; i++) {
    errors?.learn(i, true);
  }

  for (let i = first; i < count; i++) {
    const base = baseline.base[i] ?? NaN;
    expected[i] = base * levelAt(i);
    if (errors !== undefined) {
      errorsUsual[i] = errors.usual(i);
    }
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
      high.on = true;
      high.calmSince = -1;
      const onset = Math.max(first, i - reach, Math.min(i, errors?.onset() ?? i));
      errors?.forget(onset, i);
      open = opened(open, onset, i);
    }
    const byWindow = dip.least < (high.on ? besideErrorsLevel : alarmLevel);
    if (!low.on && (byWindow || cusum.value > cusumThreshold)) {
      low.on = true;
      low.calmSince = -1;
      const onset = Math.max(first, earliest, i - reach, cusum.value > 0 ? cusum.onset : dip.from);
      frozen = level.at(onset);
      level.forget(onset, i);
      for (let j = onset; j <= i; j++) {
        expected[j] = (baseline.base[j] ?? NaN) * frozen;
      }
      open = opened(open, onset, i);
    }

    level.learn(i, !low.on);
    errors?.learn(i, !high.on);
    const lowEnds =
      low.on &&
      calm(low, i, hold, recovered(usual, plan, i + 1, expectations(usual, i + 1, earliest, levelAt, windows)));
    const highEnds = high.on && calm(high, i, hold, says === 'calm' || says === 'unknown');
    if (lowEnds) {
      low.on = false;
      cusum = { value: 0, onset: i + 1 };
      earliest = low.calmSince;
      for (let j = low.calmSince; j <= i; j++) {
        level.learn(j, true);
      }
    }
    if (highEnds) {
      high.on = false;
      for (let j = high.calmSince; j <= i; j++) {
        errors?.learn(j, true);
      }
    }
    const now = stateOf(low.on, high.on, dip.least < watchLevel || says === 'watch' || says === 'alarm');
    state[i] = Number.isNaN(dip.pValue) && says === 'unknown' && now < 2 ? NaN : now;
    if (open !== undefined) {
      open.state = now > open.state ? now : open.state;
      if (!low.on && !high.on) {
        const end = Math.max(open.start + 1, lowEnds ? low.calmSince : 0, highEnds ? high.calmSince : 0);
        stretches.push({ ...open, end });
        open = undefined;
      }
    }
  }
  if (open !== undefined) {
    stretches.push(open);
  }
  return { expected, errorsUsual, pValue, state, stretches, last, plan, level: levelAt(until), earliest };
}

function opened(
  open: { start: number; detected: number; state: ImpactState } | undefined,
  start: number,
  detected: number
): { start: number; detected: number; state: ImpactState } {
  return open === undefined ? { start, detected, state: 2 } : { ...open, start: Math.min(open.start, start) };
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
