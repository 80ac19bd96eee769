import type { ZodType } from 'zod';

/** What a method of a role gets beside its parameters. */
export interface RoleCall {
  /** Aborts when the caller cancels, at the deadline, or when the process is to close. A blocking statement doesn't see it: the pool kills then. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 after which nobody waits for the answer. */
  readonly deadline: number;
  /** Tells the caller of progress, or hands it a part of a streamed answer. Wait for it to go no faster than it is taken. */
  readonly emit: (event: unknown) => Promise<void>;
}

/**
 * One thing a role can do. Parameters, events and answers are values that structured clone takes (bigint, Date, typed
 * arrays, null, NaN, Map and Set included) but no functions, class instances or circles.
 * What it throws crosses with its name, message, `code` (a string) and `details`.
 */
export type RoleMethod = (params: unknown, call: RoleCall) => unknown;

export type RoleMethods = Readonly<Record<string, RoleMethod>>;

/** What a child process of ours does. */
export interface Role {
  readonly name: string;
  /** Called once, with what the parent passed; calls that come in before it is done wait. Throwing ends the process. */
  start(init: unknown): RoleMethods | Promise<RoleMethods>;
  /** Called once when the process is to end by itself, its calls being aborted. A killed process doesn't get here. */
  stop?(): void | Promise<void>;
}

/** The roles that an executable can take, each loaded only in a process that takes it. */
export type Roles = Readonly<Record<string, () => Promise<Role>>>;

/** A method whose parameters are held to a schema; others are refused with code `role-params` and the issues as details. */
export function method<Params>(schema: ZodType<Params>, run: (params: Params, call: RoleCall) => unknown): RoleMethod {
  return (params, call) => run(schema.parse(params), call);
}
