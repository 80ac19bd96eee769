const minute = 60_000;

/** Lengths of the windows that are tested, ms. */
export const windowLengths: readonly number[] = [5, 15, 30, 60, 180, 360, 720, 1440].map((n) => n * minute);

/** The lengths that are whole numbers of buckets, in buckets. */
export function windowBuckets(bucketMs: number): number[] {
  return windowLengths.filter((ms) => ms % bucketMs === 0).map((ms) => ms / bucketMs);
}
