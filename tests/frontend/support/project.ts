import type { TestProjectInlineConfiguration } from 'vitest/config';
import { libraries } from './libraries';

/** Tests of the screens and of what they stand on; they run in jsdom. */
export const screenTests = ['src/{app,datasource,shims}/**/*.test.{ts,tsx}', 'tests/frontend/**/*.test.{ts,tsx}'];

/** The screens' tests with the React and the Grafana libraries of one workspace folder. */
export async function screensProject(name: string, folder: string): Promise<TestProjectInlineConfiguration> {
  return {
    resolve: { alias: Object.entries(await libraries(folder)).map(exactly) },
    oxc: { jsx: { runtime: 'automatic' } },
    test: {
      name,
      include: screenTests,
      environment: 'jsdom',
      setupFiles: ['tests/frontend/support/setup.ts'],
      testTimeout: 20_000,
      maxWorkers: 2,
    },
  };
}

function exactly([name, replacement]: [string, string]): { find: RegExp; replacement: string } {
  return { find: new RegExp(`^${name}$`), replacement };
}
