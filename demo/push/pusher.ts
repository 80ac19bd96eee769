import { setTimeout as sleep } from 'node:timers/promises';
import type { LineSource } from '../loki/line';
import { streamsOf, type Stream } from './lines';

const million = 1_000_000n;
const day = 86_400_000;
/** Milliseconds of waiting: between looks at what is new, and after a push that failed. */
const pause = 2000;

export interface PushOptions {
  readonly source: LineSource;
  /** Loki's push API at Alloy, e.g. `http://alloy:3500`; services are dealt out among several. */
  readonly to: readonly string[];
  /** Days before now whose lines are pushed first, oldest first. */
  readonly days: number;
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  readonly report?: (text: string) => void;
  /** Called once, when the lines of the days before are pushed. */
  readonly caughtUp?: () => void;
}

/** A service's place among the addresses, the same at every push. */
function placeOf(service: string, places: number): number {
  return Buffer.from(service).reduce((sum, byte) => sum + byte, 0) % places;
}

/** Pushes until it is taken: a service whose collector is away would keep its lines as well. */
async function push(address: string, streams: readonly Stream[], { signal, report }: PushOptions): Promise<void> {
  for (let said = false; ; said = true) {
    const problem = await fetch(`${address}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ streams }),
      signal,
    }).then(
      async (response) => (response.ok ? undefined : `${response.status} ${await response.text()}`),
      (error: unknown) => String(error)
    );
    if (problem === undefined) {
      return;
    }
    if (!said) {
      report?.(`${address} took no lines: ${problem}`);
    }
    await sleep(pause, undefined, { signal });
  }
}

/** Pushes the lines of the days before, then each as it is written, until the signal. */
export async function pushLines(options: PushOptions): Promise<void> {
  const { source, to, days, signal, clock = Date.now, report, caughtUp } = options;
  const start = clock();
  let from = start - days * day;
  let pushed = 0;
  try {
    while (!signal.aborted) {
      const now = clock();
      const until = Math.min(from + day, now);
      const streams = streamsOf(source.between(BigInt(from) * million, BigInt(until) * million));
      for (const [place, address] of to.entries()) {
        const own = streams.filter(({ stream }) => placeOf(stream['service_name'] ?? '', to.length) === place);
        if (own.length > 0) {
          await push(address, own, options);
          pushed += own.reduce((sum, { values }) => sum + values.length, 0);
        }
      }
      if (from < start && until >= start) {
        report?.(`Pushed ${pushed} lines of ${days} days; now each as it is written.`);
        caughtUp?.();
      }
      from = until;
      await sleep(until < now ? 0 : pause, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}
