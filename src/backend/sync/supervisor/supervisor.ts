import type { Entity } from '../entities';
import { entities } from '../entities';
import { failureOf, meaningOf, SyncError } from '../faults';
import { sleepAfter } from '../plan/plan';
import { backOff, pause, Stopped } from '../timing';
import type { Writer } from '../writer/client';
import type { EntityState, WriterState } from '../writer/contract';
import { Session, type SessionParts } from './session';
import type { Standings, SyncControl, SyncState } from './state';
import { Bell } from './wake';

/** A copy that is open: its shop, its writer, and how to let go of it. */
export interface Opened extends Pick<SessionParts, 'shop' | 'writer' | 'isBulk' | 'horizon'> {
  readonly shopId: string;
  readonly file: string;
  /** What this app may read, kept for the time when Shopify can't be asked. */
  readonly scopes: readonly string[];
  /** Rejects when the process that writes has ended by itself. */
  readonly ended: Promise<never>;
  /** Share of the shop's API budget spent over the last minutes. */
  budgetUsed(): number;
  close(): Promise<void>;
}

export interface SupervisorParts extends Pick<SessionParts, 'timing' | 'log' | 'backfill' | 'speed'> {
  /** Names this process among those that may sync the shop. */
  readonly holder: string;
  open(signal: AbortSignal): Promise<Opened>;
  /** What the file tells of itself without Shopify; undefined where there is none yet. */
  recall?(signal: AbortSignal): Promise<Known | undefined>;
  readonly onProgress: () => void;
}

/** What can be read of a copy that is not open. */
interface Known extends Pick<Opened, 'shopId' | 'file'> {
  readonly entities: readonly EntityState[];
}

const leaseFor = 30_000;
const leaseEvery = 10_000;
/** First and longest wait after a failure that only a person mends, and after one of a process. Milliseconds. */
const waits = { told: [60_000, 10 * 60_000], passing: [1_000, 60_000] } as const;

class Asleep extends Stopped {}
class Interrupted extends Stopped {}

/** Keeps one copy in step with its shop, from the first call after a start until nobody calls any more. */
export class Supervisor implements SyncControl {
  readonly #parts: SupervisorParts;
  readonly #disposed = new AbortController();
  readonly #bell = new Bell();
  readonly #living: Promise<void>;
  #sitting = new AbortController();
  #working = new AbortController();
  #opened: Opened | undefined;
  /** Stays when the copy is closed for a while: it can still be read. */
  #known: Pick<Opened, 'shopId' | 'file'> | undefined;
  #session: Session | undefined;
  #stored: WriterState | undefined;
  /** From the file, until the copy was open for the first time. */
  #recalled: readonly EntityState[] = [];
  #state: SyncState = 'starting';
  #reason: Standings['reason'];
  #asleepSince: number | undefined;
  #retryAt: number | undefined;
  #heardAt: number;
  #beatAt: number | undefined;
  #paused = false;
  /** Set while the file is worked on, or was deleted: the copy is not opened. */
  #shut: 'apart' | 'deleted' | undefined;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
    this.#heardAt = parts.timing.clock.now();
    this.#living = this.#live();
    void this.#recall();
  }

  /** Somebody called: syncing stays awake, or wakes. Alert rules are the heartbeat. */
  heard(isAlert = false): void {
    this.#heardAt = this.#parts.timing.clock.now();
    this.#beatAt = isAlert ? this.#heardAt : this.#beatAt;
    this.#bell.ring();
  }

  standings(): Standings {
    const opened = this.#opened;
    const stored = this.#stored;
    const filling = this.#state === 'current' && this.#session?.isBackfilling === true;
    return {
      state: filling ? 'backfill' : this.#state,
      ...(this.#reason === undefined ? {} : { reason: this.#reason }),
      ...(this.#asleepSince === undefined ? {} : { asleepSince: this.#asleepSince }),
      ...(this.#retryAt === undefined ? {} : { retryAt: this.#retryAt }),
      ...this.#known,
      ...(stored === undefined ? {} : { bytes: stored.bytes, schemaVersion: stored.schemaVersion }),
      entities: this.#session?.entities ?? stored?.entities ?? this.#recalled,
      jobs: this.#session?.jobs ?? stored?.jobs ?? [],
      budgetUsed: opened?.budgetUsed() ?? 0,
      isPaused: this.#paused || this.#shut === 'deleted',
      ...(this.#beatAt === undefined ? {} : { beatAt: this.#beatAt }),
      heardAt: this.#heardAt,
    };
  }

  /** What is stored, counted anew where that is quick to be had. */
  async refresh(): Promise<void> {
    const opened = this.#opened;
    const session = this.#session;
    const patience = new AbortController();
    if (opened !== undefined && session !== undefined) {
      const counted = opened.writer.state().then((stored) => {
        this.#stored = stored;
        session.count(stored.entities);
      });
      await Promise.race([counted, pause(this.#parts.timing, 1_000, patience.signal)]).catch(() => undefined);
      patience.abort(new Interrupted('counted'));
      counted.catch(() => undefined);
    }
  }

  async pause(): Promise<void> {
    await this.#writer().saveSetting({ name: 'paused', value: true });
    this.#paused = true;
    this.#working.abort(new Interrupted('paused'));
  }

  async resume(): Promise<void> {
    await this.#opened?.writer.saveSetting({ name: 'paused', value: false });
    this.#paused = false;
    this.#shut = this.#shut === 'deleted' ? undefined : this.#shut;
    this.#bell.ring();
  }

  async rebuild(only: readonly Entity[] = entities): Promise<void> {
    await this.#running().rebuild(only);
  }

  sweep(only: readonly Entity[] = entities): void {
    this.#running().sweep(only);
  }

  async wipe(only: ReadonlyArray<'orders' | 'customers'>): Promise<void> {
    await this.#writer().wipe({ entities: [...only] });
  }

  /** Keeps what a comparison with Shopify found. */
  async saveReconciliations(rows: Parameters<Writer['saveReconciliations']>[0]['rows']): Promise<void> {
    await this.#writer().saveReconciliations({ rows });
  }

  /** Keeps revisions of incidents that are new. */
  async addIncidents(rows: Parameters<Writer['addIncidents']>[0]['rows']): Promise<void> {
    await this.#writer().addIncidents({ rows });
  }

  async addIncidentNote(note: Parameters<Writer['addIncidentNote']>[0]): Promise<void> {
    await this.#writer().addIncidentNote(note);
  }

  /** Closes the copy for the length of some work on its file, and opens it again but where it is `deleted`. */
  async apart(work: (file: string) => Promise<void>, after: 'deleted' | 'open' = 'open'): Promise<void> {
    const { file } = this.#opened ?? {};
    if (file === undefined) {
      throw new SyncError('notOpen', 'later');
    }
    this.#shut = 'apart';
    this.#sitting.abort(new Interrupted('apart'));
    while (this.#opened !== undefined) {
      await this.#bell.next(this.#disposed.signal);
    }
    try {
      await work(file);
      this.#shut = after === 'deleted' ? 'deleted' : undefined;
      if (after === 'deleted') {
        this.#stored = undefined;
        this.#known = undefined;
        this.#recalled = [];
      }
    } catch (error) {
      this.#shut = undefined;
      throw error;
    } finally {
      this.#bell.ring();
    }
  }

  async dispose(): Promise<void> {
    this.#disposed.abort(new Interrupted('disposed'));
    await this.#living;
  }

  #writer(): Writer {
    if (this.#opened === undefined) {
      throw new SyncError('notOpen', 'later');
    }
    return this.#opened.writer;
  }

  #running(): Session {
    if (this.#session === undefined) {
      throw new SyncError('notOpen', 'later');
    }
    return this.#session;
  }

  /** Until Shopify answers for the first time, the copy can be read as it was left. */
  async #recall(): Promise<void> {
    const { log } = this.#parts;
    try {
      const found = await this.#parts.recall?.(this.#disposed.signal);
      if (found !== undefined && this.#known === undefined && this.#shut === undefined) {
        const { entities: states, shopId, file } = found;
        this.#known = { shopId, file };
        this.#recalled = states;
        this.#parts.onProgress();
      }
    } catch (error) {
      log.debug('nothing is known of the copy yet', { ...failureOf(error) });
    }
  }

  async #live(): Promise<void> {
    const disposed = this.#disposed.signal;
    for (let failures = 0; !disposed.aborted;) {
      this.#sitting = new AbortController();
      const signal = AbortSignal.any([disposed, this.#sitting.signal]);
      const began = this.#parts.timing.clock.now();
      try {
        await this.#untilOpen(signal);
        await this.#sit(signal);
      } catch (error) {
        await this.#close();
        if (this.#parts.timing.clock.now() - began > waits.told[1]) {
          failures = 0;
        }
        failures = await this.#after(error, failures, signal).catch(() => 0);
      }
    }
    this.#state = 'stopped';
  }

  async #untilOpen(signal: AbortSignal): Promise<void> {
    while (this.#shut !== undefined) {
      this.#state = 'paused';
      await this.#bell.next(signal);
    }
  }

  /** From opening the copy until something ends that. */
  async #sit(signal: AbortSignal): Promise<never> {
    this.#state = this.#state === 'failed' ? 'failed' : 'starting';
    const opened = await this.#parts.open(signal);
    this.#opened = opened;
    this.#known = { shopId: opened.shopId, file: opened.file };
    const stop = new AbortController();
    const inside = AbortSignal.any([signal, stop.signal]);
    const lanes = [opened.ended, this.#keepLease(opened, inside)];
    try {
      await Promise.race([this.#untilHeld(opened, inside), ...lanes]);
      const stored = await opened.writer.state();
      const { timing, log, backfill, speed, onProgress } = this.#parts;
      const session = new Session({ ...opened, timing, log, backfill, speed, onProgress }, stored);
      await session.noteGaps(stored.asleepSince);
      await opened.writer.saveSetting({ name: 'asleepSince', value: null });
      await opened.writer.saveSetting({ name: 'scopes', value: opened.scopes });
      this.#stored = stored;
      this.#session = session;
      this.#paused = stored.paused;
      this.#reason = undefined;
      this.#retryAt = undefined;
      this.#asleepSince = undefined;
      return await Promise.race([this.#work(session, inside), this.#untilQuiet(opened, inside), ...lanes]);
    } finally {
      stop.abort(new Interrupted('over'));
    }
  }

  async #work(session: Session, signal: AbortSignal): Promise<never> {
    for (;;) {
      while (this.#paused) {
        this.#state = 'paused';
        await this.#bell.next(signal);
      }
      this.#state = 'current';
      this.#working = new AbortController();
      try {
        await session.run(AbortSignal.any([signal, this.#working.signal]));
      } catch (error) {
        if (signal.aborted || !this.#working.signal.aborted) {
          throw error;
        }
      }
    }
  }

  /** One process syncs a shop: waits until no other does. */
  async #untilHeld({ writer }: Opened, signal: AbortSignal): Promise<void> {
    const { timing, holder } = this.#parts;
    for (;;) {
      const { held, holder: other } = await writer.lease({ holder, now: timing.clock.now(), ttl: leaseFor });
      if (held) {
        return;
      }
      this.#state = 'reader';
      this.#reason = { code: 'copy:sync.reader', values: { holder: other } };
      await pause(timing, leaseEvery, signal);
    }
  }

  async #keepLease({ writer }: Opened, signal: AbortSignal): Promise<never> {
    const { timing, holder } = this.#parts;
    for (let wasHeld = false; ;) {
      await pause(timing, leaseEvery, signal);
      if (this.#session !== undefined) {
        const { held, holder: other } = await writer.lease({ holder, now: timing.clock.now(), ttl: leaseFor });
        if (wasHeld && !held) {
          throw new SyncError('leaseLost', 'writer', { holder: other });
        }
        wasHeld = held;
      }
    }
  }

  async #untilQuiet({ writer }: Opened, signal: AbortSignal): Promise<never> {
    const { timing } = this.#parts;
    for (;;) {
      // A clock put back must not keep it awake for longer.
      this.#heardAt = Math.min(this.#heardAt, timing.clock.now());
      const left = this.#heardAt + sleepAfter - timing.clock.now();
      if (left <= 0) {
        await writer.saveSetting({ name: 'asleepSince', value: timing.clock.now() });
        throw new Asleep('asleep');
      }
      await pause(timing, Math.min(left, 60_000), signal);
    }
  }

  /** What follows an end: sleep, another try at once, or one after a while. Gives back the failures in a row. */
  async #after(error: unknown, failures: number, signal: AbortSignal): Promise<number> {
    const { timing, log } = this.#parts;
    if (signal.aborted) {
      return 0;
    }
    if (error instanceof Asleep) {
      this.#state = 'asleep';
      this.#asleepSince = timing.clock.now();
      log.info('syncing sleeps: no call for a day');
      await this.#bell.next(signal);
      return 0;
    }
    const passing = ['writer', 'later', 'result', 'stopped'].includes(meaningOf(error));
    const [first, most] = passing ? waits.passing : waits.told;
    const wait = backOff(timing, failures + 1, first, most);
    this.#reason = failureOf(error);
    this.#retryAt = timing.clock.now() + wait;
    this.#state = passing && failures === 0 ? 'starting' : 'failed';
    log.warn('syncing stopped', { ...this.#reason, wait: Math.round(wait) });
    this.#parts.onProgress();
    await pause(timing, wait, signal);
    return failures + 1;
  }

  /** Keeps what was known, for those who ask. */
  async #close(): Promise<void> {
    const opened = this.#opened;
    if (this.#session !== undefined && this.#stored !== undefined) {
      this.#stored = { ...this.#stored, entities: [...this.#session.entities], jobs: [...this.#session.jobs] };
    }
    if (this.#session !== undefined) {
      const { timing, holder } = this.#parts;
      await opened?.writer.lease({ holder, now: timing.clock.now(), ttl: 0 }).catch(() => undefined);
    }
    this.#session = undefined;
    await opened?.close().catch(() => undefined);
    this.#opened = undefined;
    this.#bell.ring();
  }
}
