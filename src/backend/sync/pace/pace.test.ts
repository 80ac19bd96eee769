import { describe, expect, it } from 'vitest';
import { VirtualTime } from '../../shopify/testing/virtualTime';
import { Pace, type Known } from './pace';

/** A leaky bucket in virtual time, from which panels take as much as they like. */
class Bucket {
  readonly time = new VirtualTime();
  readonly maximum = 2000;
  readonly restoreRate = 100;
  #level = 2000;
  /** Panels that passed a waiting request of syncing; after eight they let it go first, as the room's queue does. */
  #passed = 0;
  #waits = 0;
  #at = this.time.now();

  get known(): Known {
    const now = this.time.now();
    this.#level = Math.min(this.maximum, this.#level + ((now - this.#at) / 1000) * this.restoreRate);
    this.#at = now;
    return { available: this.#level, maximum: this.maximum, restoreRate: this.restoreRate };
  }

  take(points: number): boolean {
    if (this.known.available < points) {
      return false;
    }
    this.#level -= points;
    return true;
  }

  pace(share: number): Pace {
    const timing = { clock: this.time, timers: this.time, random: () => 0.5 };
    return new Pace({ timing, share, budget: () => this.known });
  }

  /** Syncs without a rest for that long; points of syncing, a second. */
  async sync(pace: Pace, seconds: number, cost: number): Promise<number> {
    const ends = this.time.now() + seconds * 1000;
    const before = pace.spent;
    const run = async () => {
      while (this.time.now() < ends) {
        await pace.run(cost, new AbortController().signal, async () => {
          this.#waits = cost;
          while (!this.take(cost)) {
            await this.time.sleep(100);
          }
          this.#waits = 0;
          this.#passed = 0;
          await this.time.sleep(50);
          return { result: undefined, cost };
        });
      }
    };
    await this.time.until(run());
    return (pace.spent - before) / seconds;
  }

  /** Panels that ask for more than there is. */
  crowd(seconds: number): Promise<void> {
    const ends = this.time.now() + seconds * 1000;
    const run = async () => {
      while (this.time.now() < ends) {
        const ours = this.#waits > 0 && this.#passed >= 8;
        if (!ours && this.take(40)) {
          this.#passed += 1;
        }
        await this.time.sleep(100);
      }
    };
    return run();
  }
}

describe('the pace of syncing', () => {
  it.each([
    [0.2, 12],
    [0.2, 300],
    [0.05, 40],
    [0.5, 40],
  ])('holds a share of %d in requests of %d points while panels ask for everything', async (share, cost) => {
    const bucket = new Bucket();
    const pace = bucket.pace(share);
    const crowd = bucket.crowd(420);
    await bucket.sync(pace, 60, cost);
    const rate = await bucket.sync(pace, 300, cost);
    expect(rate).toBeLessThanOrEqual(100 * share + cost / 300 + 0.01);
    // One request at a time gets every ninth turn, whatever its share.
    expect(rate).toBeGreaterThan(100 * Math.min(share, 1 / 9) * 0.8);
    await bucket.time.until(crowd);
  });

  it('takes what is idle, and leaves most of the bucket for a dashboard that opens', async () => {
    const bucket = new Bucket();
    const pace = bucket.pace(0.2);
    await bucket.sync(pace, 60, 40);
    const rate = await bucket.sync(pace, 120, 40);
    expect(rate).toBeGreaterThan(90);
    expect(bucket.known.available).toBeGreaterThanOrEqual(2000 * 0.8 - 40);
  });

  it('falls back to its share as soon as panels come, without having to pay for the idle time', async () => {
    const bucket = new Bucket();
    const pace = bucket.pace(0.2);
    await bucket.sync(pace, 120, 40);
    const crowd = bucket.crowd(200);
    await bucket.sync(pace, 30, 40);
    const rate = await bucket.sync(pace, 150, 40);
    expect(rate).toBeLessThanOrEqual(20.3);
    expect(rate).toBeGreaterThan(16);
    await bucket.time.until(crowd);
  });

  it('counts what a request cost, not what was expected', async () => {
    const bucket = new Bucket();
    const pace = bucket.pace(0.2);
    const sent = pace.run(100, new AbortController().signal, () => Promise.resolve({ result: 'kept', cost: 7 }));
    await expect(bucket.time.until(sent)).resolves.toBe('kept');
    expect(pace.spent).toBe(7);
  });

  it('stops waiting when syncing stops', async () => {
    const bucket = new Bucket();
    bucket.take(2000);
    const pace = bucket.pace(0.1);
    const stop = new AbortController();
    await bucket.time.until(pace.run(100, stop.signal, () => Promise.resolve({ result: 1, cost: 100 })));
    const waiting = pace.run(100, stop.signal, () => Promise.resolve({ result: 2, cost: 100 }));
    stop.abort(new Error('paused'));
    await expect(bucket.time.until(waiting)).rejects.toThrow('paused');
  });
});
