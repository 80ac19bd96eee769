import type { Call } from '../api/call';
import { LogError } from '../errors';
import { restrictLines } from '../logql/restrict';
import type { LogNotice } from '../types';
import type { Counted } from './counts';
import type { Source } from './source';
import { nanoseconds, type Grid } from './windows';

const hour = 3_600_000;
/** Younger lines may not be in the index yet, which is what can be asked cheaply. */
const settledMs = 3 * hour;
/** Emptiness that is worth a question. */
const shortestMs = 12 * hour;

/**
 * Buckets may be empty because nothing happened or because nothing is kept any more. Where the first ones are, the index
 * is asked whether anything at all is there of what the admin's selector finds.
 */
export async function emptyBefore(
  source: Source,
  grid: Grid,
  series: readonly Counted[],
  now: number,
  call: Call
): Promise<readonly LogNotice[]> {
  const first = series.map(({ counts }) => counts.findIndex((count) => count > 0)).filter((at) => at >= 0);
  const bucket = first.length === 0 ? grid.buckets : Math.min(...first);
  const fullMs = grid.startMs + bucket * grid.stepMs;
  const toMs = Math.min(fullMs, now - settledMs, grid.startMs + source.limits.rangeMs);
  if (toMs - grid.startMs < shortestMs) {
    return [];
  }
  try {
    const selector = restrictLines({}, source.base);
    const found = await source.loki.stats(
      selector,
      { startNs: nanoseconds(grid.startMs), endNs: nanoseconds(toMs) },
      call
    );
    return found.bytes === 0 && found.entries === 0
      ? [{ code: 'nothingBefore', severity: 'info', values: { time: new Date(toMs).toISOString() } }]
      : [];
  } catch (error) {
    if (error instanceof LogError && error.code !== 'cancelled') {
      // Extra knowledge only: the counts are there.
      return [];
    }
    throw error;
  }
}
