import type { Migration } from './migration';

/**
 * Every migration, oldest first. The schema of each released version stands beside this as `schema.v<version>.sql`; until
 * the first release, `npm run test:backend -- src/backend/copy/migrations -u` writes it anew. A new file is created with the newest schema; an older one is taken through those that
 * it lacks, which ends in the same schema.
 */
export const migrations: readonly Migration[] = [];
