import type { Counted } from './faro';
import type { Line } from './line';

/** What a sender does its work with; times in milliseconds. */
export interface Tools {
  readonly now: () => number;
  readonly later: (run: () => void, milliseconds: number) => void;
  /** Sends a batch; rejects where nobody takes it. */
  readonly post: (batch: readonly Counted[]) => Promise<unknown>;
}

export interface Sender {
  readonly add: (line: Line) => void;
  /** What the visitor allows. Before the first answer lines wait, without consent they are thrown away. */
  readonly consent: (allowed: boolean) => void;
  /** Sends what waits, for a page that is being left. */
  readonly flush: () => void;
}

/** Lines that a page may send at once, then one more per `refill`; and lines in one request, which is to stay below 64 kB. */
export const limits = {
  burst: 20,
  refill: 6_000,
  page: 200,
  batch: 8,
  delay: 2_000,
  pause: 5_000,
  longestPause: 300_000,
};

/**
 * Gathers lines into batches: two seconds after the first, the same line but once with its count. Of what is too much,
 * or went to a receiver that was away, only the number is told, with the next batch that goes out.
 */
export function createSender({ now, later, post }: Tools): Sender {
  const waiting = new Map<string, Counted>();
  let allowed: boolean | undefined;
  let [left, filled, seen, lost, failures, quietUntil] = [limits.burst, now(), 0, 0, 0, 0];
  let timer = false;

  function mayAdd(): boolean {
    const refilled = Math.floor((now() - filled) / limits.refill);
    filled += refilled * limits.refill;
    left = Math.min(limits.burst, left + refilled);
    return left > 0 && seen < limits.page;
  }

  function schedule(): void {
    if (!timer && allowed && waiting.size > 0) {
      timer = true;
      later(
        () => {
          timer = false;
          flush();
          schedule();
        },
        Math.max(limits.delay, quietUntil - now())
      );
    }
  }

  function flush(): void {
    if (!allowed || waiting.size === 0 || now() < quietUntil) {
      return;
    }
    const batch = [...waiting].slice(0, limits.batch).map(([key, counted]) => {
      waiting.delete(key);
      return counted;
    });
    const untold = lost;
    lost = 0;
    const failed = () => {
      lost += untold + batch.reduce((sum, { count }) => sum + count, 0);
      quietUntil = now() + Math.min(limits.pause * 2 ** failures++, limits.longestPause);
    };
    const lines: Counted[] = untold > 0 ? [...batch, { line: lostLine(untold), time: now(), count: 1 }] : batch;
    post(lines).then(() => (failures = 0), failed);
  }

  return {
    add(line) {
      if (allowed === false) {
        return;
      }
      const key = JSON.stringify(line);
      const before = waiting.get(key);
      if (before) {
        before.count++;
      } else if (mayAdd()) {
        left--;
        seen++;
        waiting.set(key, { line, time: now(), count: 1 });
        schedule();
      } else {
        lost++;
      }
    },
    consent(answer) {
      allowed = answer;
      if (!answer) {
        waiting.clear();
        lost = 0;
      }
      schedule();
    },
    flush,
  };
}

function lostLine(count: number): Line {
  return {
    level: 'warning',
    error_code: 'STOREFRONT_LINES_LOST',
    message: 'lines were not sent',
    more: { lost: String(count) },
  };
}
