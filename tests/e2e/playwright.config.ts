import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig } from '@playwright/test';

/**
 * Journeys in a Grafana that has the demo's data sources, as docker-compose.yaml starts it: `npm run test:e2e`. `GRAFANA_URL`
 * is its address, http://localhost:3000 where left out; `CHROMIUM` a browser of the system's, where Playwright's own is not
 * installed.
 */
const executablePath = process.env['CHROMIUM'];

export default defineConfig<PluginOptions>({
  testDir: '.',
  outputDir: '../../artifacts/e2e',
  reporter: 'list',
  workers: 1,
  timeout: 180_000,
  use: {
    baseURL: process.env['GRAFANA_URL'] ?? 'http://localhost:3000',
    viewport: { width: 1440, height: 1100 },
    locale: 'en-US',
    actionTimeout: 60_000,
    screenshot: 'on',
    launchOptions: { args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) },
  },
});
