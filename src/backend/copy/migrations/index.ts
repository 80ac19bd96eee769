import type { Migration } from './migration';

/**
 * Every migration, oldest first. A new file is created with the newest schema; an older one is taken through those that
 * it lacks, which ends in the same schema.
 */
export const migrations: readonly Migration[] = [];
