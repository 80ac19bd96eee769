import type { Log } from '../../shopify';
import { Backfill, type BackfillOptions } from '../backfill/backfill';
import { isEnded, JobBook } from '../backfill/book';
import { entities, type Entity } from '../entities';
import { looks } from '../increments/looks';
import { Pasts, type RoundParts } from '../increments/past';
import { Seen } from '../increments/seen';
import { sweeps, Wanted } from '../increments/sweeps';
import { plan } from '../plan/plan';
import type { SyncShop } from '../shop/shop';
import { pause, Stopped, type Timing } from '../timing';
import type { Writer } from '../writer/client';
import type { WriterState } from '../writer/contract';
import { Standing } from './standing';
import { Bell } from './wake';

export interface SessionParts {
  readonly timing: Timing;
  readonly log: Log;
  readonly shop: SyncShop;
  readonly writer: Writer;
  readonly isBulk: (entity: Entity) => boolean;
  readonly horizon: (entity: Entity) => number;
  readonly backfill: BackfillOptions;
  readonly speed: number;
  readonly onProgress: () => void;
}

/** A stop of this length between two looks is a gap in history. */
const gapFrom = 15 * 60_000;
/** An entity whose backfill failed is tried again after so long. */
const failedEvery = 6 * 60 * 60_000;
/** Records read with one search: Shopify ends paging after 25,000. */
const perSearch = 20_000;

/** Syncing as long as one writer holds the copy: the backfill and the regular looks, from where the last session stood. */
export class Session {
  readonly #parts: SessionParts;
  readonly #book: JobBook;
  readonly #standing: Standing;
  readonly #wanted = new Wanted();
  readonly #refill = new Bell();

  constructor(parts: SessionParts, stored: WriterState) {
    this.#parts = parts;
    this.#book = new JobBook(parts.writer, stored.jobs);
    this.#standing = new Standing(parts.writer, stored.entities, parts.horizon);
  }

  get entities() {
    return this.#standing.all();
  }

  get jobs() {
    return this.#book.all();
  }

  /** Takes over how many rows there are. */
  count(entities: WriterState['entities']): void {
    entities.forEach(({ entity, rows }) => this.#standing.note(entity, { rows }));
  }

  get isBackfilling(): boolean {
    return (
      this.#book.all().some((job) => !isEnded(job) && this.#standing.of(job.entity).state === 'backfill') ||
      this.#standing.all().some(({ entity, state }) => state === 'waiting' && this.#parts.isBulk(entity))
    );
  }

  /** Writes down for how long changes could not be noticed. */
  async noteGaps(asleepSince: number | null): Promise<void> {
    const now = this.#parts.timing.clock.now();
    for (const entity of entities.filter((each) => plan[each].history)) {
      const { checkedAt } = this.#standing.of(entity);
      if (checkedAt !== null && now - checkedAt >= gapFrom) {
        const reason = asleepSince === null ? 'stopped' : 'asleep';
        await this.#parts.writer.addGap({ entity, from: checkedAt, to: now, reason });
      }
    }
  }

  /** Never ends by itself; throws what stops the whole of syncing. */
  async run(signal: AbortSignal): Promise<never> {
    const stop = new AbortController();
    const inside = AbortSignal.any([signal, stop.signal]);
    const others = entities.filter((entity) => entity !== 'orders');
    const round = this.#round();
    const pasts = new Pasts();
    const lanes = [
      this.#backfills(inside),
      looks(round, pasts, ['orders'], inside),
      looks(round, pasts, others, inside),
      sweeps(round, pasts, this.#wanted, inside),
    ];
    try {
      return await Promise.race(lanes);
    } finally {
      stop.abort(new Stopped('stopped'));
      await Promise.allSettled(lanes);
    }
  }

  sweep(only: readonly Entity[]): void {
    only.forEach((entity) => this.#wanted.add(entity));
  }

  /** Has entities read whole again; what is there stays until it is overwritten. */
  async rebuild(only: readonly Entity[]): Promise<void> {
    for (const entity of only) {
      await this.#standing.change(entity, { state: 'waiting', cursor: null, error: null });
    }
    this.#refill.ring();
  }

  async #backfills(signal: AbortSignal): Promise<never> {
    const { timing, log, shop, writer, backfill: options, onProgress, isBulk } = this.#parts;
    const parts = { timing, log, shop, writer, options, onProgress, book: this.#book, standing: this.#standing };
    for (;;) {
      await new Backfill(parts, isBulk).run(signal);
      onProgress();
      await this.#untilRefill(signal);
    }
  }

  /** Until entities are to be read whole again; those that failed are, after a while. */
  async #untilRefill(signal: AbortSignal): Promise<void> {
    const failed = this.#standing.all().filter(({ state }) => state === 'failed');
    if (failed.length === 0) {
      await this.#refill.next(signal);
      return;
    }
    const over = new AbortController();
    const inside = AbortSignal.any([signal, over.signal]);
    const waited = pause(this.#parts.timing, failedEvery, inside).then(() =>
      this.rebuild(failed.map(({ entity }) => entity))
    );
    try {
      await Promise.race([this.#refill.next(inside), waited]);
    } finally {
      over.abort(new Stopped('over'));
    }
  }

  #round(): RoundParts {
    const { timing, log, shop, writer, speed, onProgress, isBulk } = this.#parts;
    return {
      timing,
      log,
      shop,
      writer,
      speed,
      onProgress,
      isBulk,
      perSearch,
      standing: this.#standing,
      seen: new Seen(),
      isBackfilling: () => this.isBackfilling,
      granted: async (entity) => {
        const { checkedAt } = this.#standing.of(entity);
        if (plan[entity].history && checkedAt !== null) {
          await writer.addGap({ entity, from: checkedAt, to: timing.clock.now(), reason: 'scope' });
        }
        await this.rebuild([entity]);
      },
    };
  }
}
