/** `npm run screenshots`: draws the preview's pictures for README and docs into docs/img, from a demo that it starts. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launch, openPage, whyNot } from '../tests/browser/chromium';
import { startDemo } from '../tests/browser/demo';

interface Picture {
  readonly file: string;
  readonly path: string;
  readonly timezoneId: string;
  /** Window; what is below it is left out. */
  readonly height: number;
  /** Waits until what the picture is about is drawn. */
  readonly drawn: (page: Page) => Promise<void>;
}

const zones = { usd: 'America/New_York', krw: 'Asia/Seoul' } as const;
/** The store whose afternoon it is, so that today has something to show. */
const awake = new Date().getUTCHours() < 14 ? 'krw' : 'usd';

const panel = (page: Page, id: number) => page.locator(`[data-panel-id="${id}"]`);

async function storeToday(page: Page): Promise<void> {
  await panel(page, 7).getByRole('link').first().waitFor();
  await panel(page, 5).locator('canvas').waitFor();
}

/** A dashboard of which one panel has a chart and none is still asked for. */
const charted = (id: number) => async (page: Page) => {
  await panel(page, id).locator('canvas').first().waitFor();
};

const pictures: readonly Picture[] = [
  {
    file: 'store-today-light.png',
    path: `/?lang=en&theme=light&var-store=${awake}`,
    timezoneId: zones[awake],
    height: 1050,
    drawn: storeToday,
  },
  {
    file: 'store-today-dark-ko.png',
    path: '/?lang=ko&theme=dark&var-store=krw',
    timezoneId: zones.krw,
    height: 1050,
    drawn: storeToday,
  },
  {
    file: 'incident-light.png',
    path: '/d/shopscope-incident?lang=en&theme=light&var-store=usd&from=now-24h&to=now',
    timezoneId: zones.usd,
    height: 1400,
    drawn: charted(6),
  },
  {
    file: 'fulfillment-light.png',
    path: '/d/shopscope-fulfillment?lang=en&theme=light&var-store=usd',
    timezoneId: zones.usd,
    height: 1100,
    drawn: charted(6),
  },
  {
    file: 'visitors-and-campaigns-light.png',
    path: '/d/shopscope-visitors-and-campaigns?lang=en&theme=light&var-store=usd',
    timezoneId: zones.usd,
    height: 1200,
    drawn: charted(6),
  },
  {
    file: 'data-health-dark-ko.png',
    path: '/d/shopscope-data-health-ko?lang=ko&theme=dark&var-store=krw',
    timezoneId: zones.krw,
    height: 1200,
    drawn: async (page) => {
      await panel(page, 5).getByRole('table').waitFor();
    },
  },
  {
    file: 'error-logs-dark-ko.png',
    path: '/d/shopscope-error-logs-ko?lang=ko&theme=dark&var-store=krw&from=now-2d&to=now',
    timezoneId: zones.krw,
    height: 1200,
    drawn: charted(1),
  },
];

if (whyNot !== undefined) {
  throw new Error(`No pictures: ${whyNot}`);
}
const folder = path.join(import.meta.dirname, '..', 'docs', 'img');
mkdirSync(folder, { recursive: true });
const demo = await startDemo('--orders-per-day', '20');
const browser = await launch();
try {
  await copiesFilled();
  for (const { file, path: where, timezoneId, height, drawn } of pictures) {
    const { page } = await openPage(browser, { timezoneId, viewport: { width: 1360, height } });
    await page.goto(`${demo.address}${where}`);
    await drawn(page);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: path.join(folder, file) });
    console.log(`Wrote docs/img/${file}`);
  }
} finally {
  await browser.close();
  await demo.stop();
}

/** Expectations and figures of years come from the copies. */
async function copiesFilled(): Promise<void> {
  for (const store of ['usd', 'krw']) {
    const { page } = await openPage(browser, { timezoneId: zones.usd });
    page.context().setDefaultTimeout(600_000);
    await page.goto(`${demo.address}/a/shopscope-observability-app/data?lang=en&theme=light&ds=${store}`);
    await page.getByText('Changes in the store are followed as they happen.').waitFor();
    await page.context().close();
  }
}
