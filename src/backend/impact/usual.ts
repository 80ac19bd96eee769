import { seasonalBaseline, type Baseline } from './baseline';
import { measureDispersion, type Dispersion } from './dispersion';
import { flagBuckets, type Flags } from './flags';
import { localGrid, markedDays, type LocalGrid } from './grid';
import { trackLevel, type Level } from './level';
import { prefixSums } from './sums';
import type { KnownIncident, SpecialDays } from './types';
import { windowBuckets } from './windows';

/** Everything learnt of a count per bucket: what is usual, how these days are against it, and how it scatters. */
export interface Usual {
  readonly grid: LocalGrid;
  readonly counts: ArrayLike<number>;
  readonly sums: Float64Array;
  readonly baseline: Baseline;
  readonly baseSums: Float64Array;
  readonly flags: Flags;
  readonly level: Level;
  readonly dispersion: Dispersion;
  /** Lengths of windows in buckets. */
  readonly lengths: readonly number[];
  /** First bucket that is judged; what lies before is history. */
  readonly first: number;
}

/** What `learnUsual` goes by. */
export interface UsualInput {
  readonly zone: string;
  readonly start: number;
  readonly bucketMs: number;
  readonly counts: ArrayLike<number>;
  /** Buckets there are. */
  readonly count: number;
  /** First bucket that is judged. */
  readonly first: number;
  readonly weeks: number;
  readonly days: readonly SpecialDays[];
  readonly incidents: readonly KnownIncident[];
}

/** Learns what is usual from the history; the level has learnt every bucket before `first` when this returns. */
export function learnUsual(input: UsualInput): Usual {
  const { counts, count, first, days } = input;
  const grid = localGrid(input.zone, input.start, input.bucketMs, count);
  const sums = prefixSums(counts, count);
  const flags = flagBuckets(grid, sums, first, days, input.incidents);
  const baseline = seasonalBaseline(grid, sums, flags, first, input.weeks);
  const baseSums = prefixSums(baseline.base, count);
  const campaigns = markedDays(
    grid,
    days.filter(({ kind }) => kind === 'campaign')
  );
  const level = trackLevel(grid, counts, baseline, flags, campaigns);
  for (let i = 0; i < first; i++) {
    level.learn(i, true);
  }
  level.settle(first);
  const lengths = windowBuckets(input.bucketMs);
  const dispersion = measureDispersion(lengths, 0, first, sums, baseSums, flags, level);
  return { grid, counts, sums, baseline, baseSums, flags, level, dispersion, lengths, first };
}
