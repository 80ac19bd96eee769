import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { CopySettings } from '../../../query/settings';
import { CopyError, CopyReads, SqlReads, type ReadOptions } from '../../copy';
import { isBackupDue } from '../../copy/backup/backup';
import { backupsOf, copyFile } from '../../copy/files/names';
import { keepOwner, ownedBy } from '../../copy/files/owners';
import { openRoot, type CopyRoot } from '../../copy/files/root';
import type { RoleCaller } from '../../roles';
import type { ShopConnection, ShopFacts } from '../../shopify';
import type { BackfillOptions } from '../backfill/backfill';
import { failureOf } from '../faults';
import { keeperOf, type Keeper } from '../keeper/keeper';
import { Supervisor } from '../supervisor/supervisor';
import type { Failure } from '../writer/contract';
import { Meter } from './progress';
import { recall } from './recall';
import { openCopyOf, type OpenParts } from './open';
import { credentialsOf, signatureOf, together, type Kept, type Wish } from './settings';

export interface CopiesParts extends OpenParts {
  /** Directory of all copies, from Grafana's ini alone. */
  readonly root: string | undefined;
  /** Processes that read copies. */
  readonly readers: RoleCaller;
  /** Processes that run anyone's SQL. */
  readonly sqlReaders?: RoleCaller;
  /** Names this process among those that may sync a shop. */
  readonly holder?: string;
  readonly backfill?: Partial<BackfillOptions>;
  /** Divides intervals, for tests and demos. */
  readonly speed?: number;
}

/** One data source's hold of a copy. */
export type CopyUse =
  | {
      readonly kind: 'off';
      readonly reason: Failure;
      readonly offReason: 'notEnabled' | 'rootMissing' | 'rootUnusable';
    }
  | {
      readonly kind: 'on';
      readonly supervisor: Supervisor;
      readonly reads: CopyReads;
      readonly sql?: SqlReads;
      readonly root: CopyRoot;
      readonly settings: CopySettings;
      readonly file: string;
      readonly keeper: Keeper;
      readonly meter: Meter;
      /** The shop's facts as the copy was last written with; undefined where there is no copy that can be read. */
      storedFacts(options: Pick<ReadOptions, 'signal' | 'deadline'>): Promise<ShopFacts | undefined>;
      /** Called when something could be told anew; gives back how to stop that. */
      onProgress(listen: () => void): () => void;
    };

interface Entry {
  readonly file: string;
  readonly listeners: Set<() => void>;
  readonly wishes: Map<string, Wish>;
  readonly meter: Meter;
  supervisor: Supervisor;
  /** Once the shop has answered to these credentials. */
  shopId?: string;
  signature: string;
}

/** Milliseconds for reading what a copy tells of itself. */
const recallPatience = 10_000;
const keepLook = 60 * 60_000;
const keepEvery = 24 * 60 * 60_000;
const usual: BackfillOptions = { parallel: 5, attempts: 5, watch: { every: 1_000, stalledAfter: 20 * 60_000 } };

/**
 * The copies of this process, one for each file: data sources of one shop with equal credentials share one. A copy goes on
 * when its data source's instance is let go of, as instances come and go with Grafana's calls; it sleeps by itself.
 */
export class Copies {
  readonly #parts: CopiesParts;
  readonly #holder: string;
  readonly #keeper: Keeper;
  #stopKeeping: () => void = () => undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #ending = new Set<Promise<void>>();

  constructor(parts: CopiesParts) {
    this.#parts = parts;
    this.#holder = parts.holder ?? `${hostname()} ${process.pid}`;
    const { log, command, registry } = parts;
    this.#keeper = keeperOf({
      log,
      now: () => registry.environment.clock.now(),
      ...(command === undefined ? {} : { command }),
    });
    this.#keepLater();
  }

  /** A data source was set up, or its settings have changed. `uid` is one of all organizations. */
  use(uid: string, connection: ShopConnection, settings: CopySettings): CopyUse {
    if (!settings.enabled) {
      this.#leave(uid);
      return { kind: 'off', offReason: 'notEnabled', reason: { code: 'copy:sync.notEnabled', values: {} } };
    }
    try {
      const root = openRoot(this.#parts.root);
      const file = copyFile(root, connection.domain, credentialsOf(connection));
      this.#leave(uid, file);
      const entry = this.#join(uid, file, { connection, copy: settings });
      const reads = new CopyReads(file, this.#parts.readers);
      return {
        kind: 'on',
        root,
        settings,
        file,
        keeper: this.#keeper,
        meter: entry.meter,
        reads,
        storedFacts: async (options) => {
          const found = await recall(reads, { ...options, caller: uid }).catch(() => undefined);
          return found?.facts;
        },
        ...(this.#parts.sqlReaders === undefined ? {} : { sql: new SqlReads(file, this.#parts.sqlReaders) }),
        get supervisor() {
          return entry.supervisor;
        },
        onProgress: (listen) => {
          entry.listeners.add(listen);
          return () => entry.listeners.delete(listen);
        },
      };
    } catch (error) {
      this.#leave(uid);
      const missing = error instanceof CopyError && error.code === 'off';
      return { kind: 'off', offReason: missing ? 'rootMissing' : 'rootUnusable', reason: failureOf(error) };
    }
  }

  /** Stops all of them cleanly. */
  async close(): Promise<void> {
    this.#stopKeeping();
    const supervisors = [...this.#entries.values()].map(({ supervisor }) => supervisor);
    this.#entries.clear();
    await Promise.all([...supervisors.map((each) => each.dispose()), ...this.#ending]);
  }

  /** Saves each copy once a day; once an hour its back-ups follow what was wiped in it. */
  #keepLater(): void {
    const { timers, clock } = this.#parts.registry.environment;
    this.#stopKeeping = timers.after(keepLook, () => {
      for (const { file, supervisor } of this.#entries.values()) {
        const { state } = supervisor.standings();
        if (state === 'current' || state === 'backfill') {
          const due = state === 'current' && isBackupDue(backupsOf(file), file, clock.now(), keepEvery);
          void this.#keep(file, due);
        }
      }
      this.#keepLater();
    });
  }

  async #keep(file: string, due: boolean): Promise<void> {
    const { log } = this.#parts;
    await this.#keeper.wipeBackups(file).catch((error: unknown) => {
      log.warn('back-ups still hold personal data that was wiped', { ...failureOf(error) });
    });
    if (due) {
      await this.#keeper.backUp(file, 'scheduled').catch((error: unknown) => {
        log.warn('a copy could not be backed up', { ...failureOf(error) });
      });
    }
  }

  #join(uid: string, file: string, wish: Wish): Entry {
    const known = this.#entries.get(file);
    const wishes = known?.wishes ?? new Map<string, Wish>();
    wishes.set(uid, wish);
    const kept = together([...wishes.values()]);
    if (kept === undefined) {
      throw new Error('a copy without a data source');
    }
    const signature = signatureOf(kept);
    if (known !== undefined) {
      this.#renew(known, kept, signature);
      this.#keepOwners(known);
      return known;
    }
    const listeners = new Set<() => void>();
    const meter = new Meter();
    const entry: Entry = {
      file,
      wishes,
      listeners,
      meter,
      signature,
      supervisor: this.#supervise(file, kept, listeners),
    };
    this.#entries.set(file, entry);
    return entry;
  }

  /** Other settings need another session of the same copy. */
  #renew(entry: Entry, kept: Kept, signature: string): void {
    if (entry.signature !== signature) {
      const before = this.#end(entry.supervisor);
      entry.signature = signature;
      entry.supervisor = this.#supervise(entry.file, kept, entry.listeners, before);
    }
  }

  #leave(uid: string, but?: string): void {
    for (const entry of this.#entries.values()) {
      if (entry.file !== but && entry.wishes.delete(uid)) {
        const kept = together([...entry.wishes.values()]);
        if (kept === undefined) {
          this.#entries.delete(entry.file);
          void this.#end(entry.supervisor);
        } else {
          this.#renew(entry, kept, signatureOf(kept));
        }
      }
    }
  }

  /**
   * A shop has answered to the credentials of a copy. Where there is no such copy yet, the one that one of its data
   * sources followed until its credentials were changed is taken, once nothing here has that open any more.
   */
  async #adopt(file: string, shopId: string, signal: AbortSignal): Promise<void> {
    const entry = this.#entries.get(file);
    if (entry === undefined) {
      return;
    }
    const root = path.dirname(file);
    for (const owner of entry.wishes.keys()) {
      const former = ownedBy(root, owner)?.name;
      if (!existsSync(file) && former !== undefined && former !== path.basename(file)) {
        // What is ended itself must not wait for its own end.
        signal.throwIfAborted();
        await Promise.allSettled(this.#ending);
        await this.#keeper.adopt(file, owner, shopId);
      }
    }
    entry.shopId = shopId;
    this.#keepOwners(entry);
  }

  /** Only those count by whose credentials the shop has answered. */
  #keepOwners({ file, shopId, wishes }: Entry): void {
    if (shopId !== undefined) {
      for (const owner of wishes.keys()) {
        keepOwner(path.dirname(file), owner, { name: path.basename(file), shopId });
      }
    }
  }

  #end(supervisor: Supervisor): Promise<void> {
    const ended: Promise<void> = supervisor.dispose().finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
    return ended;
  }

  #supervise(file: string, kept: Kept, listeners: ReadonlySet<() => void>, before?: Promise<void>): Supervisor {
    const { registry, log, backfill, readers, speed = 1 } = this.#parts;
    return new Supervisor({
      timing: registry.environment,
      log,
      holder: this.#holder,
      speed,
      backfill: { ...usual, ...backfill },
      onProgress: () => listeners.forEach((listen) => listen()),
      recall: async (signal) => {
        const deadline = registry.environment.clock.now() + recallPatience;
        const found = await recall(new CopyReads(file, readers), { signal, deadline, caller: 'sync' });
        return found === undefined ? undefined : { ...found, file };
      },
      open: async (signal) => {
        await before;
        return await openCopyOf(this.#parts, kept, file, (shopId) => this.#adopt(file, shopId, signal), signal);
      },
    });
  }
}
