import { z } from 'zod';
import { seededRandom } from './random';

/** What can go wrong on request. */
export const faultKinds = [
  'throttled',
  'too-many-requests',
  'server-error',
  'partial-data',
  'slow',
  'cut-connection',
  'html',
  'expired-token',
  'missing-scope',
  'version-fallback',
  'locked',
  'frozen',
  'not-found',
  'forbidden',
  'rejected',
  'truncated-body',
  'no-answer',
  'cursor-invalid',
  'shopifyql-throttled',
  'bulk-failure',
  'bulk-denied',
  'bulk-timeout',
  'bulk-truncated',
  'bulk-cut-line',
  'bulk-miscount',
  'bulk-expired',
  'bulk-url-expired',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** A fault as it is switched on. */
export const faultSchema = z
  .object({
    kind: z.enum(faultKinds),
    /** Requests it hits before it switches itself off; without end where absent. */
    count: z.number().int().positive().optional(),
    /** Share of requests it hits, 0 to 1; every one where absent. */
    probability: z.number().min(0).max(1).optional(),
    /** Milliseconds that `slow` adds. */
    delay: z.number().min(0).max(600_000).optional(),
    /** Seconds of `Retry-After` that `too-many-requests` sends, e.g. 2 or 2.5. */
    retryAfter: z.number().min(0).optional(),
    /** Status that `server-error` sends. */
    status: z.number().int().min(500).max(599).optional(),
    /** Scope that `missing-scope` takes away, e.g. `read_reports`. */
    scope: z.string().optional(),
    /** Domain of the shop it is for; every shop where absent. */
    shop: z.string().optional(),
  })
  .strict();

export type Fault = z.infer<typeof faultSchema>;

/** The faults that are switched on, and the dice that decide whom they hit. */
export class Faults {
  readonly #random: () => number;
  #active: Array<{ readonly fault: Fault; left: number }> = [];

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  add(fault: Fault): void {
    this.#active.push({ fault, left: fault.count ?? Number.POSITIVE_INFINITY });
  }

  clear(kind?: FaultKind): void {
    this.#active = kind === undefined ? [] : this.#active.filter(({ fault }) => fault.kind !== kind);
  }

  /** What is still switched on, with the requests each has left (absent: no end). */
  list(): Fault[] {
    return this.#active.map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, count: left } : fault));
  }

  /** The faults that hit this request; each hit is counted. Faults of bulk operations hit their start alone. */
  draw(shop: string, startsBulk = false): Fault[] {
    const hits = this.#active.filter(
      ({ fault }) =>
        (fault.shop === undefined || fault.shop === shop) &&
        (startsBulk || !fault.kind.startsWith('bulk-')) &&
        (fault.probability === undefined || this.#random() < fault.probability)
    );
    for (const hit of hits) {
      hit.left -= 1;
    }
    this.#active = this.#active.filter(({ left }) => left > 0);
    return hits.map(({ fault }) => fault);
  }
}
