import { LRUCache } from 'lru-cache';
import type { Courier, Delivered, Parcel } from './courier';
import type { Clock, Environment } from './environment';
import { Flights, type Waiter } from './flights';
import type { Answer } from './transport/answer';

/** Answers kept for a short time, up to a number of bytes; shared by the data sources of one process. */
export type AnswerCache = LRUCache<string, Answer>;

/** Bytes of answers (as Shopify sent them) that are kept at most. */
export const cacheBytes = 64 * 1024 * 1024;
/** Milliseconds that an answer may be old, unless a call says otherwise. */
export const defaultMaxAge = 30_000;
/** Nothing is kept longer, whatever a call allows. */
const keptFor = 10 * 60_000;

export function makeCache(clock: Clock): AnswerCache {
  return new LRUCache<string, Answer>({
    maxSize: cacheBytes,
    sizeCalculation: ({ bytes }, key) => bytes + key.length + 200,
    ttl: keptFor,
    perf: clock,
  });
}

export interface Obtained extends Delivered {
  readonly cached: boolean;
}

/** Equal requests at one time are one request, and its answer is kept for a while unless it has errors. */
export class Requests {
  readonly #clock: Clock;
  readonly #courier: Courier;
  readonly #cache: AnswerCache;
  readonly #flights: Flights<Delivered>;
  readonly #prefix: string;

  /** `prefix` tells shops, credentials, versions and allowed personal data apart. */
  constructor(environment: Environment, courier: Courier, cache: AnswerCache, prefix: string) {
    this.#clock = environment.clock;
    this.#courier = courier;
    this.#cache = cache;
    this.#flights = new Flights(environment);
    this.#prefix = prefix;
  }

  async obtain(parcel: Parcel, waiter: Waiter, caller: string, maxAge = defaultMaxAge): Promise<Obtained> {
    const key = `${this.#prefix}\n${parcel.document}\n${JSON.stringify(parcel.variables)}`;
    const kept = this.#cache.get(key);
    if (kept !== undefined && this.#clock.now() - kept.fetchedAt < maxAge) {
      return { answer: kept, requests: 0, cached: true };
    }
    const led = { byUs: false };
    const delivered = await this.#flights.join(key, waiter, async (flight) => {
      led.byUs = true;
      const result = await this.#courier.carry(parcel, flight, caller);
      if (result.answer.errors.length === 0) {
        this.#cache.set(key, result.answer);
      }
      return result;
    });
    return { answer: delivered.answer, requests: led.byUs ? delivered.requests : 0, cached: false };
  }
}
