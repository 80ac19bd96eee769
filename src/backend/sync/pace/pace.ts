import { pause, type Timing } from '../timing';

/** What is known of the shop's GraphQL budget. */
export interface Known {
  readonly available: number;
  readonly maximum: number;
  readonly restoreRate: number;
}

export interface PaceParts {
  readonly timing: Timing;
  /** Share of the budget that syncing may have while panels need it, 0 to 1. */
  readonly share: number;
  /** The budget as last told; undefined before the first answer. */
  budget(): Known | undefined;
}

/** Seconds of the share that may be saved up. */
const burst = 10;
/** Milliseconds that the rate of spending remembers. */
const memory = 3 * 60_000;
/** Longest wait between two looks whether the shop is idle. */
const look = 1_000;

/**
 * Holds background requests to a share of the budget. A bucket of points fills at `restoreRate × share`; besides, a
 * request may go while it leaves `1 − share` of Shopify's bucket to panels: then nobody misses what it takes.
 */
export class Pace {
  readonly #parts: PaceParts;
  #points: number | undefined;
  #at: number;
  #spent = 0;
  /** Points a second, as a mean that forgets in minutes. */
  #rate = { value: 0, at: 0 };

  constructor(parts: PaceParts) {
    this.#parts = parts;
    this.#at = parts.timing.clock.now();
  }

  /** Points spent by syncing so far. */
  get spent(): number {
    return this.#spent;
  }

  /** Points a second over the last minutes. */
  spentRate(): number {
    const now = this.#parts.timing.clock.now();
    return this.#rate.value * Math.exp(-Math.max(0, now - this.#rate.at) / memory);
  }

  /** Runs a request that is expected to cost so many points when it is its turn; it tells what it cost. */
  async run<Result>(
    expected: number,
    signal: AbortSignal,
    send: () => Promise<{ readonly result: Result; readonly cost: number }>
  ): Promise<Result> {
    const idle = await this.#turn(expected, signal);
    this.#take(expected, idle);
    let cost = expected;
    try {
      const sent = await send();
      cost = sent.cost;
      return sent.result;
    } finally {
      this.#take(cost - expected, idle);
    }
  }

  /** Waits for the turn; true where idle capacity gave it. */
  async #turn(expected: number, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const known = this.#parts.budget();
      if (known === undefined) {
        return false;
      }
      const { share } = this.#parts;
      const rate = known.restoreRate * share;
      const points = this.#fill(rate);
      if (known.available - expected >= known.maximum * (1 - share)) {
        return true;
      }
      const wanted = Math.min(expected, rate * burst);
      if (points >= wanted) {
        return false;
      }
      await pause(this.#parts.timing, Math.min(Math.ceil(((wanted - points) / rate) * 1000), look), signal);
    }
  }

  /** What idle capacity gave is taken from what is saved up, but makes no debt. */
  #take(points: number, idle: boolean): void {
    this.#spent += points;
    this.#rate = { value: this.spentRate() + points / (memory / 1000), at: this.#parts.timing.clock.now() };
    const left = this.#points;
    if (left !== undefined) {
      this.#points = idle ? Math.max(left - points, Math.min(left, 0)) : left - points;
    }
  }

  #fill(rate: number): number {
    const now = this.#parts.timing.clock.now();
    const elapsed = Math.max(0, now - this.#at) / 1000;
    this.#at = now;
    this.#points = Math.min(rate * burst, this.#points === undefined ? rate * burst : this.#points + elapsed * rate);
    return this.#points;
  }
}
