import { runRole } from '../../src/backend/roles/run-role';

/** The process that reads the copy, as the executable starts it. */
runRole({ 'copy-reader': async () => (await import('../../src/backend/copy/reader/role')).copyReader });
