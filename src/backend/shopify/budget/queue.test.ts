import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemEnvironment } from '../environment';
import { ShopifyError } from '../errors';
import { VirtualTime } from '../testing/virtualTime';
import type { Priority } from '../types';
import { Bucket, type BucketTold } from './bucket';
import type { Need } from './budget';
import { FairQueue } from './queue';

/** Shopify's side: a bucket that restores all the time, charges on arrival and refunds when the answer is made. */
class ShopBucket {
  readonly #time: VirtualTime;
  readonly maximum: number;
  readonly rate: number;
  #level: number;
  #at: number;
  throttled = 0;
  taken = 0;

  constructor(time: VirtualTime, maximum: number, rate: number) {
    this.#time = time;
    this.maximum = maximum;
    this.rate = rate;
    this.#level = maximum;
    this.#at = time.now();
  }

  get level(): number {
    const now = this.#time.now();
    this.#level = Math.min(this.maximum, this.#level + ((now - this.#at) * this.rate) / 1000);
    this.#at = now;
    return this.#level;
  }

  async ask(requested: number, actual: number, latency: Latency): Promise<BucketTold> {
    await this.#time.sleep(latency.up);
    if (this.level < requested) {
      this.throttled += 1;
      const told = this.#told(0, true);
      await this.#time.sleep(latency.down);
      return told;
    }
    this.#level -= requested;
    await this.#time.sleep(latency.work);
    this.#level = Math.min(this.maximum, this.level + requested - actual);
    this.taken += actual;
    const told = this.#told(actual, false);
    await this.#time.sleep(latency.down);
    return told;
  }

  #told(taken: number, surprised: boolean): BucketTold {
    const status = {
      maximumAvailable: this.maximum,
      currentlyAvailable: Math.floor(this.level),
      restoreRate: this.rate,
    };
    return { taken, status, surprised };
  }
}

interface Latency {
  readonly up: number;
  readonly work: number;
  readonly down: number;
}

function setup(maximum: number, rate: number) {
  const time = new VirtualTime();
  const environment = systemEnvironment({ clock: time, timers: time, random: () => 0.5 });
  const bucket = new Bucket(time.now());
  const queue = new FairQueue<BucketTold>(environment, bucket);
  const shop = new ShopBucket(time, maximum, rate);
  const start = time.now();
  return { time, bucket, queue, shop, start };
}

function known(cost: number, expected = cost): Need {
  return { cost, doubt: 0, expected };
}

function ticket(
  need: Need,
  more: { caller?: string; priority?: Priority; deadline?: number; signal?: AbortSignal } = {}
) {
  return {
    need,
    caller: more.caller ?? 'one',
    priority: () => more.priority ?? ('person' as const),
    deadline: () => more.deadline ?? Number.POSITIVE_INFINITY,
    signal: more.signal ?? new AbortController().signal,
  };
}

const latency = fc.record({ up: fc.nat(80), work: fc.nat(300), down: fc.nat(80) });
const work = fc.record({
  start: fc.nat(5_000),
  cost: fc.integer({ min: 1, max: 1000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  latency,
  priority: fc.constantFrom<Priority>('person', 'alert', 'background'),
  caller: fc.constantFrom('a', 'b', 'c'),
});

describe('queue and bucket', () => {
  it('never ask for more than the shop has once costs are known', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1000, 2000, 20_000),
        fc.constantFrom(50, 100, 1000, 2000),
        fc.array(work, { minLength: 1, maxLength: 40 }),
        async (maximum, rate, jobs) => {
          const { time, queue, shop } = setup(maximum, rate);
          const run = async (job: (typeof jobs)[number]) => {
            await time.sleep(job.start);
            const actual = Math.round(job.cost * job.share);
            const lease = await queue.acquire(ticket(known(job.cost, actual), job));
            lease.settle(await shop.ask(job.cost, actual, job.latency));
          };
          await time.until(Promise.all(jobs.map(run)));
          expect(shop.throttled).toBe(0);
        }
      ),
      { numRuns: 100, seed: 20261123 }
    );
  });

  it('recover when costs are not known and others use the same app', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(work, { minLength: 1, maxLength: 15 }), fc.nat(900), async (jobs, stolen) => {
        const { time, queue, shop } = setup(1000, 100);
        await time.until(shop.ask(stolen, stolen, { up: 0, work: 0, down: 0 }));
        const run = async (job: (typeof jobs)[number]) => {
          let need: Need = { cost: Math.min(job.cost, 100), doubt: 900, expected: 100 };
          for (let tries = 0; ; tries += 1) {
            const lease = await queue.acquire(ticket(need, job));
            const told = await shop.ask(job.cost, job.cost, job.latency);
            lease.settle({ ...told, surprised: false });
            if (told.taken !== 0) {
              return tries;
            }
            need = known(job.cost);
          }
        };
        const tries = await time.until(Promise.all(jobs.map(run)));
        expect(Math.max(...tries)).toBeLessThan(jobs.length + 3);
      }),
      { numRuns: 30, seed: 20261123 }
    );
  });

  it('page a limited shop at its restore rate', async () => {
    const { time, queue, shop, start } = setup(1000, 100);
    const pages = 200;
    const run = async () => {
      for (let page = 0; page < pages; page += 1) {
        const lease = await queue.acquire(ticket(known(120, 60)));
        lease.settle(await shop.ask(120, 60, { up: 40, work: 150, down: 40 }));
      }
    };
    await time.until(run());
    const seconds = (time.now() - start) / 1000;
    expect((shop.taken - 1000) / seconds / 100).toBeGreaterThan(0.95);
    expect(shop.throttled).toBe(0);
  });

  it('hold back a second worth of points after a shop that restores in steps has surprised them', async () => {
    const { time, bucket, queue } = setup(1000, 100);
    const status = { maximumAvailable: 1000, currentlyAvailable: 100, restoreRate: 100 };
    const lease = await queue.acquire(ticket(known(100)));
    lease.settle({ taken: 0, status, surprised: true });
    expect(bucket.delay(known(100), time.now())).toBe(1000);
  });
});

describe('turns', () => {
  async function order(entries: ReadonlyArray<{ caller: string; priority: Priority }>): Promise<string[]> {
    const { time, queue } = setup(1000, 100);
    const first = await queue.acquire(ticket(known(1000)));
    const status = { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 100 };
    const served: string[] = [];
    const all = entries.map(async (entry) => {
      const lease = await queue.acquire(ticket(known(100), entry));
      served.push(entry.caller);
      lease.settle({ taken: 100, status: { ...status, currentlyAvailable: 0 }, surprised: false });
    });
    first.settle({ taken: 1000, status, surprised: false });
    await time.until(Promise.all(all));
    return served;
  }

  it('alternate between callers', async () => {
    const busy = Array.from({ length: 5 }, () => ({ caller: 'busy', priority: 'person' as const }));
    const served = await order([...busy, { caller: 'quiet', priority: 'person' }]);
    expect(served.indexOf('quiet')).toBeLessThanOrEqual(1);
  });

  it('go to people first, then alerts, then background work', async () => {
    const served = await order([
      { caller: 'sync', priority: 'background' },
      { caller: 'rule', priority: 'alert' },
      { caller: 'viewer', priority: 'person' },
    ]);
    expect(served).toEqual(['viewer', 'rule', 'sync']);
  });

  it('never leave background work out altogether', async () => {
    const people = Array.from({ length: 30 }, (_, at) => ({ caller: `viewer ${at}`, priority: 'person' as const }));
    const served = await order([{ caller: 'sync', priority: 'background' }, ...people]);
    expect(served.indexOf('sync')).toBe(8);
  });

  it('do not let a stream of new callers pass an old one for ever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(4), { minLength: 10, maxLength: 40 }), async (callers) => {
        const served = await order(callers.map((caller) => ({ caller: String(caller), priority: 'person' as const })));
        const waits = new Map<string, number[]>();
        served.forEach((caller, at) => waits.set(caller, [...(waits.get(caller) ?? []), at]));
        for (const turns of waits.values()) {
          turns.slice(1).forEach((turn, at) => expect(turn - (turns[at] ?? 0)).toBeLessThanOrEqual(5));
        }
      }),
      { numRuns: 20, seed: 20261123 }
    );
  });
});

describe('deadlines', () => {
  async function emptied() {
    const parts = setup(1000, 10);
    const lease = await parts.queue.acquire(ticket(known(1000)));
    const status = { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 10 };
    lease.settle({ taken: 1000, status, surprised: false });
    return parts;
  }

  it('are told at once where the wait is too long', async () => {
    const { queue, start, time } = await emptied();
    const late = queue.acquire(ticket(known(400), { deadline: start + 20_000 }));
    await expect(late).rejects.toMatchObject({ code: 'wouldWait', values: { needed: 40, have: 20 } });
    expect(time.now()).toBe(start);
  });

  it('count those who wait before', async () => {
    const { queue, start } = await emptied();
    void queue.acquire(ticket(known(150)));
    await expect(queue.acquire(ticket(known(100), { deadline: start + 20_000 }))).rejects.toMatchObject({
      values: { needed: 25, have: 20 },
    });
    expect(queue.waiting).toBe(1);
  });

  it('are kept where it is possible', async () => {
    const { queue, start, time } = await emptied();
    await time.until(queue.acquire(ticket(known(190), { deadline: start + 20_000 })));
    expect(time.now() - start).toBe(19_000);
  });

  it('are told as well when Shopify asks to wait', async () => {
    const { queue, start } = await emptied();
    const waiting = queue.acquire(ticket(known(50), { deadline: start + 20_000 }));
    queue.pause(start + 30_000);
    await expect(waiting).rejects.toMatchObject({ code: 'wouldWait', values: { needed: 30, have: 20 } });
  });

  it('do not hold up others when one leaves', async () => {
    const { queue, time } = await emptied();
    const controller = new AbortController();
    const leaving = queue.acquire(ticket(known(900), { signal: controller.signal }));
    const staying = queue.acquire(ticket(known(10), { caller: 'two' }));
    controller.abort(new ShopifyError('cancelled', { fault: 'query', status: 499 }));
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' });
    await time.until(staying);
    expect(queue.waiting).toBe(0);
  });
});
