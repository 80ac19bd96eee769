import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'demo/**/*.test.{ts,tsx}',
      'dashboards/**/*.test.ts',
      'scripts/**/*.test.ts',
      'schema/**/*.test.ts',
      'tests/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    environment: 'node',
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
