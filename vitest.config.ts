import { defineConfig } from 'vitest/config';
import { screensProject, screenTests } from './tests/frontend/support/project';

export default defineConfig(async () => ({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: [
            'src/**/*.test.ts',
            'demo/**/*.test.{ts,tsx}',
            'dashboards/**/*.test.ts',
            'alerting/**/*.test.ts',
            'scripts/**/*.test.ts',
            'storefront/**/*.test.ts',
            'snippets/**/*.test.ts',
            'log-readers/**/*.test.ts',
            'schema/**/*.test.ts',
            'tests/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**', 'src/backend/**', ...screenTests],
          environment: 'node',
          testTimeout: 20_000,
          maxWorkers: 2,
        },
      },
      await screensProject('screens', '.'),
    ],
  },
}));
