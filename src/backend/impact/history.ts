const week = 7 * 86_400_000;

/** The judging starts this long before the stretch asked for, so that an episode under way at its beginning is known. */
export const warmUpMs = 86_400_000;

/** Weeks of history that the usual is learnt from where nothing else is asked for. */
export const defaultWeeks = 8;

/**
 * Left edge of the first bucket that `assess` wants for a stretch: the weeks of history, a day of warm-up, and two days for
 * changes of the clock and the level before. Aligned to the hour.
 */
export function historyStart(from: number, weeks: number = defaultWeeks): number {
  const hour = 3_600_000;
  return Math.floor((from - warmUpMs - weeks * week - 2 * warmUpMs) / hour) * hour;
}
