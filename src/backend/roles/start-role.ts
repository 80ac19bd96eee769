import type { RoleProcess, RoleProcessOptions } from './process';
import { ChildRole } from './child-role';

/**
 * Starts this executable once more as a child in a role, which gets `init` by pipe. Calls may be made at once: they wait
 * until the role has started, or reject with why it didn't.
 */
export function startRole(name: string, init: unknown, options: RoleProcessOptions): RoleProcess {
  return new ChildRole(name, init, options);
}
