import type { Entity } from '../entities';
import type { EntityState, Failure, Job } from '../writer/contract';

/**
 * - `starting`: the copy is being opened. `backfill`: it is being filled; `current`: it follows the shop.
 * - `paused`: by an admin. `asleep`: no call for a day. `reader`: another process syncs this shop.
 * - `failed`: nothing can be read or written; tried again by itself.
 */
export type SyncState = 'starting' | 'backfill' | 'current' | 'paused' | 'asleep' | 'reader' | 'failed' | 'stopped';

/** How syncing stands. Instants are epoch milliseconds. */
export interface Standings {
  readonly state: SyncState;
  /** Why, for `failed` and `reader`; `code` is a whole catalogue key. */
  readonly reason?: Failure;
  readonly asleepSince?: number;
  /** When a failed start is tried again. */
  readonly retryAt?: number;
  readonly shopId?: string;
  readonly file?: string;
  readonly entities: readonly EntityState[];
  readonly jobs: readonly Job[];
  readonly bytes?: number;
  readonly schemaVersion?: number;
  readonly isPaused: boolean;
  /** Share of the shop's API budget that syncing has spent over the last minutes, 0 to 1. */
  readonly budgetUsed: number;
  /** Last call of any kind, by which it is known that somebody is there. */
  readonly heardAt: number;
  /** Last call of an alert rule: the heartbeat. */
  readonly beatAt?: number;
}

/** What an admin may have done. */
export interface SyncControl {
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Reads entities whole again; all where left out. */
  rebuild(only?: readonly Entity[]): Promise<void>;
  /** Compares ids now. */
  sweep(only?: readonly Entity[]): void;
  /** Wipes personal data of these entities from the file. */
  wipe(only: ReadonlyArray<'orders' | 'customers'>): Promise<void>;
}
