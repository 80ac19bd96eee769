import type { Clock, Timers } from '../../src/backend/shopify';

/** A clock that runs faster than the wall's, equal in every process that is given the same start. */
export class FastClock implements Clock, Timers {
  readonly startedAt: number;
  readonly speed: number;
  readonly from: number;

  /** `startedAt` is the wall's time at which this clock says `from`; both epoch milliseconds. */
  constructor(startedAt: number, from: number, speed: number) {
    this.startedAt = startedAt;
    this.from = from;
    this.speed = speed;
  }

  now(): number {
    return Math.floor(this.from + (Date.now() - this.startedAt) * this.speed);
  }

  after(milliseconds: number, run: () => void): () => void {
    const handle = setTimeout(run, Math.max(1, milliseconds / this.speed));
    return () => clearTimeout(handle);
  }
}
