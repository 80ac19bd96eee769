/** `npm run docs:pictures`: draws the bundled panels that ask what the cookbook asks into docs/img, from a demo that it starts. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launch, openPage, whyNot } from '../tests/browser/chromium';
import { startDemo } from '../tests/browser/demo';

interface PanelPicture {
  readonly file: string;
  readonly dashboard: string;
  /** The panel's id. */
  readonly id: number;
  readonly drawn: 'chart' | 'table';
}

const pictures: readonly PanelPicture[] = [
  { file: 'cookbook-by-day.png', dashboard: 'sales-and-customers', id: 7, drawn: 'chart' },
  { file: 'cookbook-best-sellers.png', dashboard: 'products-and-stock', id: 7, drawn: 'table' },
  { file: 'cookbook-running-out.png', dashboard: 'products-and-stock', id: 9, drawn: 'table' },
  { file: 'cookbook-together.png', dashboard: 'products-and-stock', id: 10, drawn: 'table' },
  { file: 'cookbook-hit.png', dashboard: 'incident', id: 8, drawn: 'table' },
];

if (whyNot !== undefined) {
  throw new Error(`No pictures: ${whyNot}`);
}
const folder = path.join(import.meta.dirname, '..', 'docs', 'img');
const demo = await startDemo('--orders-per-day', '12');
const browser = await launch();
try {
  const { page } = await openPage(browser, { timezoneId: 'America/New_York', viewport: { width: 1360, height: 1800 } });
  await copyFilled(page);
  for (const { file, dashboard, id, drawn } of pictures) {
    await page.goto(`${demo.address}/d/shopscope-${dashboard}?lang=en&theme=light&var-store=usd`);
    const panel = page.locator(`[data-panel-id="${id}"]`);
    await panel.scrollIntoViewIfNeeded();
    await (drawn === 'chart' ? panel.locator('canvas').first() : panel.getByRole('row').nth(1)).waitFor();
    await page.waitForLoadState('networkidle');
    await panel.screenshot({ path: path.join(folder, file) });
    console.log(`Wrote docs/img/${file}`);
  }
} finally {
  await browser.close();
  await demo.stop();
}

/** Expectations and figures of years come from the copy. */
async function copyFilled(page: Page): Promise<void> {
  page.context().setDefaultTimeout(240_000);
  await page.goto(`${demo.address}/a/shopscope-observability-app/data?lang=en&theme=light&ds=usd`);
  await page.getByText('Changes in the store are followed as they happen.').waitFor();
}
