import type { Baseline } from './baseline';
import type { Flags } from './flags';
import type { LocalGrid } from './grid';

const hour = 3_600_000;

/** Orders by which each day's level is held towards 1: few orders must not swing it. */
const heldByDay = 10;
/** The same for the hours', of which `settle` takes what would have told the history best. */
const heldByHours = [40, 160, 640, 2560] as const;
/** Short of a declared campaign the level follows a rise only so far: the end of a rush is not a loss. */
const clamp = { low: 0.5, high: 1.25, campaign: 2 };

/** How busy these days are against the seasonal baseline. */
export interface Level {
  /** Tells that bucket i counts for the level; call for every bucket in order. In an episode and on flagged days it doesn't. */
  learn(i: number, counts: boolean): void;
  /** Forgets what was learnt of buckets [from, to): they turned out to belong to an episode. */
  forget(from: number, to: number): void;
  /** The factor on the baseline for a window that begins with bucket i, from the buckets before it. */
  at(i: number): number;
  /** Chooses how far the hours are trusted, by the squared error of hourly predictions over the history before `until`. */
  settle(until: number): void;
}

/**
 * g = g_week · g_hours. g_week: orders over baseline day by day of the seven days before, the mean without the lowest and
 * highest, which absorbs growth (the history is on average four and a half weeks old) and no single sale; g_hours: orders over g_week·baseline of the four hours before the tested window,
 * which absorbs a slow or busy day. Each is (ΣO + κ)/(ΣE + κ), a gamma prior worth κ orders, and clamped. The hours' κ is
 * the one of 40, 160, 640, 2560 that predicts the shop's own history best: a shop whose days hardly differ isn't given the
 * noise of a level that follows every hour.
 */
export function trackLevel(
  grid: LocalGrid,
  orders: ArrayLike<number>,
  { base }: Baseline,
  flags: Flags,
  campaigns: Uint8Array
): Level {
  const cleanOrders = new Float64Array(grid.count + 1);
  const cleanBase = new Float64Array(grid.count + 1);
  const { perDay } = grid;
  const fourHours = (4 * hour) / grid.bucketMs;
  const sum = (sums: Float64Array, from: number, to: number) => (sums[to] ?? 0) - (sums[Math.max(0, from)] ?? 0);
  const perHour = Math.max(1, Math.round(hour / grid.bucketMs));
  const known = new Float64Array(Math.ceil(grid.count / perHour) + 1).fill(NaN);
  const ratios = new Float64Array(7);
  const ofWeek = (i: number) => {
    let days = 0;
    for (let k = 0; k < 7; k++) {
      const [from, to] = [i - (k + 1) * perDay, i - k * perDay];
      const usual = sum(cleanBase, from, to);
      if (to > 0 && usual > 0) {
        ratios[days] = (sum(cleanOrders, from, to) + heldByDay) / (usual + heldByDay);
        days++;
      }
    }
    return days === 0 ? 1 : within(middle(ratios, days), clamp.low, clamp.campaign);
  };
  const week = (i: number) => {
    const at = Math.floor(i / perHour);
    const found = known[at] ?? NaN;
    const value = Number.isNaN(found) ? ofWeek(at * perHour) : found;
    known[at] = value;
    return value;
  };
  const put = (i: number, counts: boolean) => {
    const usual = base[i] ?? NaN;
    const count = orders[i] ?? NaN;
    const ok = counts && usual >= 0 && count >= 0 && flags.bad[i] !== 1;
    cleanOrders[i + 1] = (cleanOrders[i] ?? 0) + (ok ? count : 0);
    cleanBase[i + 1] = (cleanBase[i] ?? 0) + (ok ? usual : 0);
  };

  let held: number = heldByHours[1];
  const at = (i: number) => {
    const weekly = week(i);
    const expected = weekly * sum(cleanBase, i - fourHours, i);
    const hours = (sum(cleanOrders, i - fourHours, i) + held) / (expected + held);
    return weekly * within(hours, clamp.low, campaigns[i] === 1 ? clamp.campaign : clamp.high);
  };
  const error = (until: number) => {
    let squares = 0;
    for (let i = grid.perDay; i + perHour <= until; i += perHour) {
      const usual = sum(cleanBase, i, i + perHour);
      const expected = usual * at(i);
      if (expected >= 0.5) {
        const limit = 10 * expected;
        squares += Math.min((sum(cleanOrders, i, i + perHour) - expected) ** 2, limit * Math.max(1, expected / 25));
      }
    }
    return squares;
  };

  return {
    learn: put,
    settle(until) {
      let least = Infinity;
      let best = held;
      for (const candidate of heldByHours) {
        held = candidate;
        const found = error(until);
        if (found < least) {
          [least, best] = [found, candidate];
        }
      }
      held = best;
    },
    at,
    forget(from, to) {
      for (let i = from; i < to; i++) {
        put(i, false);
      }
      known.fill(NaN, Math.floor(from / perHour));
    },
  };
}

/** Mean without smallest and largest where there are four or more. Sorts in place. */
function middle(values: Float64Array, count: number): number {
  const sorted = values.subarray(0, count).sort();
  const [from, to] = count >= 4 ? [1, count - 1] : [0, count];
  let sum = 0;
  for (let n = from; n < to; n++) {
    sum += sorted[n] ?? 0;
  }
  return sum / (to - from);
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
