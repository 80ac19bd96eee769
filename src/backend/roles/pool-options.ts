import type { CallOptions, RoleProcessOptions } from './process';

/** How a call to a pool is to be answered. */
export interface PoolCallOptions extends CallOptions {
  /** Whose call it is (a data source, a user): callers take turns however many calls each of them has waiting. */
  readonly caller?: string;
}

/** What answers calls to a role: a pool of processes, or in tests whatever stands for one. */
export interface RoleCaller {
  /** Rejects with a `RoleError`. */
  call(method: string, params: unknown, options: PoolCallOptions): Promise<unknown>;
}

export interface RolePoolOptions extends RoleProcessOptions {
  /** The most processes at a time. They are started when calls need them. */
  readonly size: number;
  /** The most calls that wait, together and of one caller; more are refused with `role-busy`. */
  readonly queue: { readonly total: number; readonly perCaller: number };
  /** Whether a process whose running call is cancelled is killed; otherwise it stays busy until it is done or overdue. */
  readonly killOnCancel: boolean;
  /** Milliseconds without a call after which a process is closed. */
  readonly idleAfter: number;
  /** Bytes of resident memory after a call from which a process is replaced before its next one. */
  readonly replaceAbove?: number;
}
