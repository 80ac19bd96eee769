import type { Logger } from './grafana';
import { checkedDays, dueDay, reconcileDay, type Read } from './kpi';
import { horizonOf } from './queries/common/notices';
import type { CallOptions, Shopify } from './shopify';
import { accessOf, type CopyUse } from './sync';

export interface ReconcilingParts {
  readonly copy: CopyUse;
  readonly shopify: Pick<Shopify, 'shopifyql' | 'graphql' | 'facts'>;
  readonly now: () => number;
  readonly caller: string;
}

/** Between two days that are compared by themselves, and the longest that one may take. */
const every = 20 * 60_000;
const patience = 5 * 60_000;

/**
 * Compares the copy with Shopify's reports, a day at a time and only while somebody calls: the heartbeat rule keeps it
 * going. At once by `reconcile`.
 */
export class Reconciling {
  readonly #parts: ReconcilingParts;
  #next = 0;
  #running: Promise<number> | undefined;

  constructor(parts: ReconcilingParts) {
    this.#parts = parts;
  }

  /** Somebody called: one more day is compared, if it is time and nothing is under way. */
  heard(log: Pick<Logger, 'warn'>): void {
    const now = this.#parts.now();
    if (this.#parts.copy.kind === 'off' || now < this.#next || this.#running !== undefined) {
      return;
    }
    this.#next = now + every;
    this.reconcile(1).catch((error: unknown) => {
      log.warn('reconciliation failed', { error: error instanceof Error ? error.message : String(error) });
    });
  }

  /** Compares up to so many days that are due; how many were. Waits for what is under way. */
  async reconcile(days: number): Promise<number> {
    await this.#running?.catch(() => undefined);
    this.#running = this.#compare(days);
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  async #compare(days: number): Promise<number> {
    const { copy, shopify, now, caller } = this.#parts;
    const { state, reads, shopId, completeFrom } = accessOf(copy, { role: '', isAlert: true });
    if (copy.kind === 'off' || state !== 'current' || completeFrom === undefined) {
      return 0;
    }
    const options: CallOptions = {
      signal: AbortSignal.timeout(patience),
      deadline: now() + patience,
      priority: 'background',
      caller,
      maxAge: 0,
    };
    const read: Read = (query, schema) => reads.rows(query, schema, { ...options, caller });
    const { timezone: shopZone, currency, scopes } = await shopify.facts({ ...options, maxAge: patience });
    const horizon = horizonOf({ scopes }, now());
    const checked = await checkedDays(read, shopId);
    let done = 0;
    for (; done < days; done += 1) {
      const day = dueDay(checked, { now: now(), zone: shopZone, since: completeFrom });
      if (day === undefined) {
        break;
      }
      const rows = await reconcileDay(
        {
          read,
          shop: {
            shopifyql: async (text) => await shopify.shopifyql(text, options),
            graphql: async (document, variables) => (await shopify.graphql({ document, variables }, options)).data,
          },
          shopId,
          shopZone,
          currency,
          now: now(),
          ...(horizon === undefined ? {} : { horizon }),
        },
        day
      );
      await copy.supervisor.saveReconciliations(
        rows.map((row) => ({
          ...row,
          reasons: row.reasons.map((reason) => ({ ...reason, records: [...reason.records] })),
        }))
      );
      checked.set(day, now());
    }
    return done;
  }
}
