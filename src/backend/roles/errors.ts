/** Failures of the mechanism itself; a role's own errors keep the codes they were thrown with. */
export type RoleFailure =
  /** The process ended while it had the call: crash, kill from outside. Details: `{ code, signal }`. */
  | 'role-died'
  /** The process had more memory than it may. Details: `{ rss, limit }`, bytes. */
  | 'role-memory'
  /** The call's deadline passed, waiting or running. */
  | 'role-deadline'
  /** The caller's signal aborted; its reason is the cause. */
  | 'role-cancelled'
  /** Too many calls wait already. */
  | 'role-busy'
  /** The process couldn't be started, or died again and again while starting. */
  | 'role-start'
  /** The process or pool was closed. */
  | 'role-closed'
  /** The parameters don't fit the method's schema. Details: zod's issues. */
  | 'role-params'
  /** The role has no such method. */
  | 'role-method'
  /** The role threw something without a code. */
  | 'role-failed';

/** A failed call to a role. `code` is a `RoleFailure`, or that of the error which the role threw. */
export class RoleError extends Error {
  readonly code: string;
  /** What the thrown error carried as `details`; check it before use. */
  readonly details: unknown;
  /** The thrown error's class, e.g. `TypeError`; `RoleError` where the mechanism itself failed. */
  readonly kind: string;

  constructor(code: string, message: string, options: { kind?: string; details?: unknown; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RoleError';
    this.code = code;
    this.details = options.details;
    this.kind = options.kind ?? 'RoleError';
  }
}
