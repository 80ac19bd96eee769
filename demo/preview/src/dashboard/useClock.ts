import { dateTime, rangeUtil, type RawTimeRange, type TimeRange } from '@grafana/data';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** A time range that moves with the clock, and when to ask anew. */
export interface Clock {
  readonly range: TimeRange;
  readonly interval: string;
  /** Grows with every refresh. */
  readonly turn: number;
  readonly setRaw: (raw: RawTimeRange) => void;
  readonly setInterval: (interval: string) => void;
  readonly refresh: () => void;
}

const shortest = 60_000;

function milliseconds(interval: string): number | undefined {
  return interval === '' ? undefined : Math.max(shortest, rangeUtil.intervalToMs(interval));
}

/** The time range that an address asks for: `from` and `to` as epoch milliseconds or as `now-6h`. */
export function rangeOf(search: string): RawTimeRange | undefined {
  const asked = new URLSearchParams(search);
  const [from, to] = [asked.get('from'), asked.get('to')].map((each) =>
    each !== null && /^\d+$/.test(each) ? dateTime(Number(each)) : each
  );
  return from && to ? { from, to } : undefined;
}

/** Keeps a dashboard's time range, worked out anew at each refresh. */
export function useClock(initial: RawTimeRange, initialInterval: string): Clock {
  const [raw, setRaw] = useState(initial);
  const [interval, setEvery] = useState(initialInterval);
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn((known) => known + 1), []);
  useEffect(() => {
    const every = milliseconds(interval);
    const timer = every === undefined ? undefined : window.setInterval(() => document.hidden || refresh(), every);
    return () => window.clearInterval(timer);
  }, [interval, refresh]);
  const range = useMemo(
    () => rangeUtil.convertRawToRange(raw),
    // "now" means another moment at each turn.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [raw, turn]
  );
  return useMemo(
    () => ({ range, interval, turn, setRaw, setInterval: setEvery, refresh }),
    [range, interval, turn, refresh]
  );
}

/** The range moved by half its length, or widened to twice it. */
export function shifted({ from, to }: TimeRange, way: 'back' | 'forward' | 'out'): RawTimeRange {
  const half = (to.valueOf() - from.valueOf()) / 2;
  const move = way === 'back' ? [-half, -half] : way === 'forward' ? [half, half] : [-half, half];
  return { from: dateTime(from.valueOf() + (move[0] ?? 0)), to: dateTime(to.valueOf() + (move[1] ?? 0)) };
}
