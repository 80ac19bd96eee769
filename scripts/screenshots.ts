/** `npm run screenshots`: draws the preview's pictures for the README into docs/img, from a demo that it starts. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launch, openPage, whyNot } from '../tests/browser/chromium';
import { startDemo } from '../tests/browser/demo';

interface Picture {
  readonly file: string;
  readonly query: string;
  readonly timezoneId: string;
}

/** The store whose afternoon it is, so that today has something to show. */
const afternoon = new Date().getUTCHours() < 14;
const store = afternoon ? { uid: 'krw', timezoneId: 'Asia/Seoul' } : { uid: 'usd', timezoneId: 'America/New_York' };

const pictures: readonly Picture[] = [
  { file: 'store-today-light.png', query: `?lang=en&theme=light&var-store=${store.uid}`, timezoneId: store.timezoneId },
  { file: 'store-today-dark-ko.png', query: '?lang=ko&theme=dark&var-store=krw', timezoneId: 'Asia/Seoul' },
];

if (whyNot !== undefined) {
  throw new Error(`No pictures: ${whyNot}`);
}
const folder = path.join(import.meta.dirname, '..', 'docs', 'img');
mkdirSync(folder, { recursive: true });
const demo = await startDemo();
const browser = await launch();
try {
  for (const { file, query, timezoneId } of pictures) {
    const { page } = await openPage(browser, { timezoneId, viewport: { width: 1360, height: 1050 } });
    await page.goto(`${demo.address}/${query}`);
    await page.locator('[data-panel-id="7"]').getByRole('link').first().waitFor();
    await page.locator('[data-panel-id="5"] canvas').waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: path.join(folder, file), fullPage: true });
    console.log(`Wrote docs/img/${file}`);
  }
} finally {
  await browser.close();
  await demo.stop();
}
