import type { MessageValues } from '../../../locales/core';

/** Whose a failure is, as the first words of its sentence say; `copy` is whoever runs the server that the copy lies on. */
export const faultNames = ['query', 'settings', 'shopify', 'loki', 'copy', 'grafana', 'shopscope'] as const;
export type FaultName = (typeof faultNames)[number];

/** A failure by its sentence in the catalogues, e.g. `shopify:error.throttled`. */
export interface Failed {
  readonly fault: FaultName;
  readonly key: string;
  readonly values: MessageValues;
}

/** One kind of failure in the last 24 hours. */
export interface CountedFault extends Pick<Failed, 'fault' | 'key'> {
  readonly count: number;
  /** Epoch milliseconds of the last one. */
  readonly lastAt: number;
  /** What its sentence has, without the texts: they may be a query's, and whoever reads the counts need not know them. */
  readonly values: MessageValues;
}

interface Kept {
  readonly failed: Failed;
  lastAt: number;
  /** Failures by the slot of time that they fell into. */
  readonly slots: Map<number, number>;
}

const slot = 600_000;
/** How far back failures are counted. */
export const countedMs = 86_400_000;

/** How often a data source failed, by fault and kind, since the process began and at most 24 hours back. */
export class FaultCounts {
  readonly since: number;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(now: () => number) {
    this.#now = now;
    this.since = now();
  }

  /** Counts a failure that happened now. */
  add(failed: Failed): void {
    const now = this.#now();
    this.#forget(now);
    const id = `${failed.fault} ${failed.key}`;
    const slots = this.#kept.get(id)?.slots ?? new Map<number, number>();
    const at = Math.floor(now / slot);
    slots.set(at, (slots.get(at) ?? 0) + 1);
    this.#kept.set(id, { failed: { ...failed, values: withoutTexts(failed.values) }, lastAt: now, slots });
  }

  /** What failed, the most frequent first. */
  recent(): readonly CountedFault[] {
    this.#forget(this.#now());
    return [...this.#kept.values()]
      .map(({ failed, lastAt, slots }) => ({
        ...failed,
        lastAt,
        count: [...slots.values()].reduce((sum, each) => sum + each, 0),
      }))
      .sort((one, other) => other.count - one.count || other.lastAt - one.lastAt);
  }

  #forget(now: number): void {
    const first = Math.floor((now - countedMs) / slot) + 1;
    for (const [id, { slots }] of this.#kept) {
      for (const at of slots.keys()) {
        if (at < first) {
          slots.delete(at);
        }
      }
      if (slots.size === 0) {
        this.#kept.delete(id);
      }
    }
  }
}

function withoutTexts(values: MessageValues): MessageValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : '…'])
  );
}
