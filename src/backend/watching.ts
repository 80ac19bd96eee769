import { shopscopeQuery } from '../query';
import { backendTranslate } from '../locales/backend';
import type { Logger } from './grafana';
import { revisions, storedIncidents } from './incidents';
import type { LogAccess } from './queries/common/logs';
import { judge, type ImpactAsk } from './queries/impact/judge';
import { worstBetween } from './queries/impact/verdict';
import type { ShopSettings } from './settings';
import type { CallOptions, Shopify } from './shopify';
import { accessOf, SyncError, type CopyUse } from './sync';

export interface WatchingParts {
  readonly copy: CopyUse;
  readonly shopify: Shopify;
  readonly logs?: LogAccess;
  readonly settings: Pick<ShopSettings, 'uid' | 'connection' | 'impact'>;
  readonly now: () => number;
}

/** Between two looks, how long one may take, and how far back it judges. */
const every = 60_000;
const patience = 60_000;
const judged = 24 * 3_600_000;
/** Incidents that one look may find. */
const most = 200;

/**
 * Looks for incidents once a minute while somebody calls (the heartbeat rule keeps it going) and keeps what is new of them
 * in the copy. One look at a time; where another process writes the copy, that one looks.
 */
export class Watching {
  readonly #parts: WatchingParts;
  #next = 0;
  #running: Promise<number> | undefined;

  constructor(parts: WatchingParts) {
    this.#parts = parts;
  }

  /** Somebody called: a look is taken, if it is time and none is under way. */
  heard(log: Pick<Logger, 'warn'>): void {
    const now = this.#parts.now();
    if (this.#parts.copy.kind === 'off' || now < this.#next || this.#running !== undefined || !this.#canLook()) {
      return;
    }
    this.#next = now + every;
    this.look().catch((error: unknown) => {
      log.warn('looking for incidents failed', { error: error instanceof Error ? error.message : String(error) });
    });
  }

  #canLook(): boolean {
    const { state, completeFrom } = accessOf(this.#parts.copy, { role: '', isAlert: true });
    return state === 'current' && completeFrom !== undefined;
  }

  /** Looks now; how many revisions were kept. */
  async look(): Promise<number> {
    await this.#running?.catch(() => undefined);
    this.#running = this.#look();
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  async #look(): Promise<number> {
    const { copy, shopify, logs, settings, now: clock } = this.#parts;
    const access = accessOf(copy, { role: '', isAlert: true });
    if (copy.kind === 'off' || !this.#canLook()) {
      return 0;
    }
    if (copy.supervisor.standings().state === 'reader') {
      return 0;
    }
    const now = clock();
    const options: CallOptions = {
      signal: AbortSignal.timeout(patience),
      deadline: now + patience,
      priority: 'background',
      caller: settings.uid,
    };
    const facts = await shopify.lastFacts(options);
    const query = shopscopeQuery.parse({ refId: 'incidents', queryType: 'impact', bucket: '5m' });
    if (query.queryType !== 'impact') {
      return 0;
    }
    const ask: ImpactAsk = {
      query,
      range: { from: now - judged, to: now },
      intervalMs: every,
      now,
      connection: settings.connection,
      shopify,
      options,
      facts,
      zone: facts.timezone,
      t: backendTranslate('en'),
      copy: access,
      impact: settings.impact,
      ...(logs === undefined ? {} : { logs }),
    };
    const found = await judge(ask);
    const { from, to } = found.span;
    const { basis, episodes } = found.series;
    const { shopId, reads } = access;
    const stored = await storedIncidents(
      reads,
      { shopId, from: from - judged, to, limit: most },
      { ...options, caller: settings.uid }
    );
    const rows = await revisions({
      episodes,
      stored,
      now,
      from,
      hasErrors: logs === undefined || found.errors !== undefined,
      basis: {
        weeks: basis.weeks,
        average: basis.average,
        flaggedDays: basis.flaggedDays,
        bucketMs: found.span.bucketMs,
      },
      worst: async (begin, end) => await worstBetween(ask, found, { from: begin, to: end }),
    });
    if (rows.length > 0) {
      try {
        await copy.supervisor.addIncidents(rows.map((row) => ({ ...row, evidence: { ...row.evidence } })));
      } catch (error) {
        // Paused or asleep: what is found now is found again when it can be written.
        if (error instanceof SyncError) {
          return 0;
        }
        throw error;
      }
    }
    return rows.length;
  }
}
