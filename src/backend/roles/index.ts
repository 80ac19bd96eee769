/** Runs the same executable as a child process in a role. Knows no shop, no Grafana, no SQLite. */
export type { RoleCommand } from './command';
export { RoleError, type RoleFailure } from './errors';
export type { PoolCallOptions, RoleCaller, RolePoolOptions } from './pool-options';
export type { CallOptions, RoleExit, RoleMemory, RoleProcess, RoleProcessOptions, Timing } from './process';
export { RolePool, type PoolState } from './pool';
export { runRole } from './run-role';
export { startRole } from './start-role';
export { method, type Role, type RoleCall, type RoleMethod, type RoleMethods, type Roles } from './role';
