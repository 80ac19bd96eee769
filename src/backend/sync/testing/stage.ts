import { VirtualTime } from '../../shopify/testing/virtualTime';
import { Supervisor, type Opened } from '../supervisor/supervisor';
import type { SyncState } from '../supervisor/state';
import { memoryWriter, MemoryCopy } from './memory-writer';
import { MemoryShop } from './memory-shop';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
/** Entities that the shop of the stage has; the others are empty. */
const paged = new Set(['shop', 'refund_lines']);

/** A supervisor before a shop in memory, in virtual time. */
export class Stage {
  readonly time = new VirtualTime();
  readonly copy = new MemoryCopy();
  readonly shop = new MemoryShop(this.time, this.copy);
  /** Milliseconds by which this machine's clock is ahead of the shop's. */
  skew = 0;
  opens = 0;
  closes = 0;
  /** Ends the writer of the present session, as a killed process does. */
  kill: () => void = () => undefined;
  #supervisors: Supervisor[] = [];

  start(holder = 'us', windowObjects = 10): Supervisor {
    const { time } = this;
    const supervisor = new Supervisor({
      timing: { clock: { now: () => time.now() + this.skew }, timers: time, random: () => 0.5 },
      log: silent,
      holder,
      speed: 1,
      backfill: { parallel: 5, attempts: 4, watch: { every: 1_000, stalledAfter: 20 * 60_000 }, windowObjects },
      open: (signal) => this.#open(signal),
      onProgress: () => undefined,
    });
    this.#supervisors.push(supervisor);
    return supervisor;
  }

  /** Lets time go on until a thing is so; fails after `most` milliseconds. */
  async until(so: () => boolean, most = 30 * 60_000): Promise<void> {
    const ends = this.time.now() + most;
    const wait = async () => {
      while (!so()) {
        if (this.time.now() > ends) {
          throw new Error('It never came so.');
        }
        await this.time.sleep(250);
      }
    };
    await this.time.until(wait());
  }

  async pass(milliseconds: number): Promise<void> {
    await this.time.until(this.time.sleep(milliseconds));
  }

  async is(supervisor: Supervisor, state: SyncState, most?: number): Promise<void> {
    await this.until(() => supervisor.standings().state === state, most);
  }

  async close(): Promise<void> {
    await this.time.until(Promise.all(this.#supervisors.map((each) => each.dispose())));
  }

  async #open(signal: AbortSignal): Promise<Opened> {
    this.opens += 1;
    await this.shop.identity();
    signal.throwIfAborted();
    let kill: (error: Error) => void = () => undefined;
    const ended = new Promise<never>((_, reject) => {
      kill = reject;
    });
    ended.catch(() => undefined);
    this.kill = () => kill(new Error('killed'));
    return {
      shop: this.shop,
      writer: memoryWriter(this.copy),
      isBulk: (entity) => !paged.has(entity),
      horizon: () => 0,
      shopId: '1',
      file: '/made-up/1.sqlite',
      scopes: ['read_all_orders'],
      ended,
      budgetUsed: () => 0,
      close: () => {
        this.closes += 1;
        return Promise.resolve();
      },
    };
  }
}
