import { runRole } from '../../src/backend/roles/run-role';

/** The processes that read the copy, as the executable starts them. */
runRole({
  'copy-reader': async () => (await import('../../src/backend/copy/reader/role')).copyReader,
  'sql-reader': async () => (await import('../../src/backend/copy/sql/role')).sqlReader,
});
