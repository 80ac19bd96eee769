import { defineConfig } from 'vitest/config';

/** The backend's tests run in Bun, as the backend does: SQLite comes from the runtime. */
export default defineConfig({
  test: {
    name: 'backend',
    include: ['src/backend/**/*.test.ts'],
    environment: 'node',
    pool: 'threads',
    maxWorkers: 2,
    // Bun takes zod's default export for the module when vitest loads it unbundled.
    server: { deps: { inline: [/zod/] } },
    testTimeout: 30_000,
  },
});
