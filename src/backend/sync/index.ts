/** Keeps copies of shops in step: backfill, changes, deletions, pace, sleep. */
export { accessOf, type Caller } from './copies/access';
export { Copies, type CopiesParts, type CopyUse } from './copies/copies';
export type { Going } from './copies/progress';
export { entities, type Entity } from './entities';
export { failureOf, SyncError } from './faults';
export { plan } from './plan/plan';
export type { Standings, SyncControl, SyncState } from './supervisor/state';
export { Supervisor } from './supervisor/supervisor';
export type { EntityState, Failure, Job } from './writer/contract';
