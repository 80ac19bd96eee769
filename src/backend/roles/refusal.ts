import { RoleError } from './errors';
import type { CallOptions, Timing } from './process';

export function cancelled(signal: AbortSignal): RoleError {
  return new RoleError('role-cancelled', 'The call was cancelled.', { cause: signal.reason });
}

export function overdue(): RoleError {
  return new RoleError('role-deadline', "The call's deadline has passed.");
}

/** Why a call isn't begun at all; undefined where it is. */
export function refusalOf({ signal, deadline }: CallOptions, timing: Timing): RoleError | undefined {
  if (signal.aborted) {
    return cancelled(signal);
  }
  return deadline <= timing.now() ? overdue() : undefined;
}
