import { runRole } from '../../roles';

/** An executable for tests, which takes the roles that read copies. */
runRole({
  'copy-reader': async () => (await import('../reader/role')).copyReader,
  'sql-reader': async () => (await import('../sql/role')).sqlReader,
});
