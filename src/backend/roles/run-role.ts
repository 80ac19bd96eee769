import { readArguments } from './arguments';
import type { Roles } from './role';

/**
 * To be called first in an executable's entry: true in a process that was started in a role, which then does that and
 * nothing else. Loads nothing where it answers false.
 */
export function runRole(roles: Roles, argv: readonly string[] = process.argv): boolean {
  const started = readArguments(argv);
  if (started === undefined) {
    return false;
  }
  void import('./child/main').then(({ liveAsChild }) => liveAsChild(roles, started));
  return true;
}
