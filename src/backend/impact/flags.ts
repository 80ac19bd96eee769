import type { KnownIncident, SpecialDays } from './types';
import { dayNumber, markedDays, type LocalGrid } from './grid';
import { between } from './sums';

/** Buckets that teach nothing about what is usual. */
export interface Flags {
  /** 1 where a bucket is left out of what is learnt. */
  readonly bad: Uint8Array;
  readonly badSums: Float64Array;
  /** Days of history that are left out, whole or in part. */
  readonly days: number;
}

/** A stretch of three hours is unlike its weekday's where it lies beyond these shares of their median … */
const unlike = { low: 0.5, high: 1.7 };
/** … by more than this many standard deviations of a count with twice the Poisson variance, … */
const deviations = 5;
/** … and where the median is large enough for shares to mean something. */
const enough = 30;

/**
 * Marks holidays, campaigns, known incidents, and stretches of the history that are plainly unlike the same hours of
 * other weeks (an undeclared sale, an outage nobody recorded). Only history before `until` is judged by its counts.
 */
export function flagBuckets(
  grid: LocalGrid,
  sums: Float64Array,
  until: number,
  days: readonly SpecialDays[],
  incidents: readonly KnownIncident[]
): Flags {
  const bad = markedDays(grid, days);
  for (const { from, to } of incidents) {
    const first = Math.max(0, Math.floor((from - grid.start) / grid.bucketMs));
    const end = Math.min(grid.count, Math.ceil((to - grid.start) / grid.bucketMs));
    if (first < end) {
      bad.fill(1, first, end);
    }
  }
  markUnlike(grid, bad, sums, until);
  const badSums = new Float64Array(grid.count + 1);
  const flagged = new Set<number>();
  for (let i = 0; i < grid.count; i++) {
    badSums[i + 1] = (badSums[i] ?? 0) + (bad[i] ?? 0);
    if (bad[i] === 1 && i < until) {
      flagged.add(dayNumber(grid, i));
    }
  }
  return { bad, badSums, days: flagged.size };
}

function markUnlike(grid: LocalGrid, bad: Uint8Array, sums: Float64Array, until: number) {
  const width = Math.max(1, Math.round(grid.perDay / 8));
  const blocks = Math.floor(until / width);
  const perWeek = grid.perWeek / width;
  for (let first = 0; first < Math.min(perWeek, blocks); first++) {
    const totals: number[] = [];
    for (let block = first; block < blocks; block += perWeek) {
      totals.push(between(sums, block * width, (block + 1) * width));
    }
    const sorted = [...totals].sort((a, b) => a - b);
    const median = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
    if (median < enough || totals.length < 4) {
      continue;
    }
    totals.forEach((total, index) => {
      const share = total / median;
      const far = Math.abs(total - median) > deviations * Math.sqrt(2 * median);
      if (far && (share < unlike.low || share > unlike.high)) {
        const block = first + index * perWeek;
        bad.fill(1, block * width, (block + 1) * width);
      }
    });
  }
}
