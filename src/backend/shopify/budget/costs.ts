import { LRUCache } from 'lru-cache';
import type { Need } from './budget';

interface Learned {
  /** Asked for before the answer is made; the bucket must hold it. */
  requested: number;
  /** Taken in the end; follows what was last seen. */
  actual: number;
}

/** Points an unknown document may start with; it finds out the rest by asking. */
const firstTry = 100;
const documents = 2000;

/** What documents were seen to cost, by document and by the numbers in their variables (page sizes among them). */
export class Costs {
  readonly #learned = new LRUCache<string, Learned>({ max: documents });
  readonly #pageLimits = new LRUCache<string, number>({ max: documents });

  /** `estimate` is used until the document has been seen. */
  need(key: string, estimate: number): Need {
    const learned = this.#learned.get(key);
    if (learned !== undefined) {
      return { cost: learned.requested, doubt: 0, expected: learned.actual };
    }
    const cost = Math.max(1, Math.min(estimate, firstTry));
    return { cost, doubt: Math.max(1, Math.min(estimate, 1000) - cost), expected: cost };
  }

  knows(key: string): boolean {
    return this.#learned.has(key);
  }

  learn(key: string, requested: number, actual: number | undefined): void {
    const before = this.#learned.get(key);
    const seen = actual ?? before?.actual ?? requested;
    this.#learned.set(key, { requested, actual: before === undefined ? seen : before.actual * 0.7 + seen * 0.3 });
  }

  /** The largest page that was not refused as too costly. */
  pageLimit(document: string): number | undefined {
    return this.#pageLimits.get(document);
  }

  limitPage(document: string, page: number): void {
    this.#pageLimits.set(document, page);
  }
}
