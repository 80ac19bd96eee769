import { copyReader } from '../../src/backend/copy/reader/role';
import { runRole } from '../../src/backend/roles';

runRole({ 'copy-reader': () => Promise.resolve(copyReader) });
