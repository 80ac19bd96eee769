import { runRole } from '../../roles';

/** An executable for tests, which takes the role of a reader. */
runRole({ 'copy-reader': async () => (await import('../reader/role')).copyReader });
