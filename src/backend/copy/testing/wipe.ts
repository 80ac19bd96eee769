import { wipeBackups } from '../backup/wipe-backups';

/** Lets the back-ups of the copy named follow it, for a test that ends this process anywhere. */
wipeBackups({ file: process.argv[2] ?? '', now: Date.now() });
