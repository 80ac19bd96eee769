import { execFileSync } from 'node:child_process';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { launch, openPage, whyNot, type Watched } from './chromium';
import { startDemo, type RunningDemo } from './demo';

const answerOf = z.object({
  results: z.record(
    z.string(),
    z.object({
      status: z.literal(200),
      frames: z.array(
        z.object({
          schema: z.object({ fields: z.array(z.object({ name: z.string() })) }),
          data: z.object({ values: z.array(z.array(z.unknown())) }),
        })
      ),
    })
  ),
});

const sentOf = z.object({ queries: z.array(z.looseObject({})) });

/** The query that a panel sent. */
function sent({ responses }: Watched, panelId: string): unknown {
  const found = responses.find((response) => response.request().headers()['x-panel-id'] === panelId);
  return sentOf.parse(found?.request().postDataJSON()).queries[0];
}

/** The first value of a column in the answer that a panel got. */
async function answered({ responses }: Watched, panelId: string, column: string): Promise<unknown> {
  const mine = ({ url, headers }: { url: string; headers: Record<string, string> }) =>
    url.includes('/api/ds/query') && headers['x-panel-id'] === panelId;
  const found = responses.find((response) => mine({ url: response.url(), headers: response.request().headers() }));
  const frame = answerOf.parse(await found?.json()).results['A']?.frames[0];
  const index = frame?.schema.fields.findIndex(({ name }) => name === column) ?? -1;
  return frame?.data.values[index]?.[0];
}

const panel = (page: Page, id: number) => page.locator(`[data-panel-id="${id}"]`);

async function openDashboard(watched: Watched, address: string, query: string): Promise<void> {
  const filled = (id: string) => (response: Response) => response.request().headers()['x-panel-id'] === id;
  const answers = ['1', '2', '3', '4', '5', '6', '7'].map((id) => watched.page.waitForResponse(filled(id)));
  await watched.page.goto(`${address}/${query}`);
  await Promise.all(answers);
  await panel(watched.page, 7).getByRole('link').first().waitFor();
}

describe.skipIf(whyNot !== undefined)(`the preview${whyNot === undefined ? '' : ` (${whyNot})`}`, () => {
  let demo: RunningDemo;
  let browser: Browser;

  beforeAll(async () => {
    demo = await startDemo();
    browser = await launch();
  }, 300_000);

  afterAll(async () => {
    await browser.close();
  });

  it('shows the figures that the backend answers, each panel its own', async () => {
    const watched = await openPage(browser);
    const { page, problems } = watched;
    await openDashboard(watched, demo.address, '?lang=en&theme=light&var-store=krw');
    const orders = await answered(watched, '2', 'orders');
    const weekAgo = await answered(watched, '2', 'orders_week_ago');
    expect(await panel(page, 2).innerText()).toMatch(
      new RegExp(`Today so far\\s+${String(orders)}\\s+Same time last week\\s+${String(weekAgo)}`)
    );
    expect(sent(watched, '6')).not.toHaveProperty('bucket');
    const product = await answered(watched, '6', 'product');
    expect(await panel(page, 6).innerText()).toContain(
      typeof product === 'string' ? product : 'No orders in this time'
    );
    const order = await answered(watched, '7', 'order');
    const link = panel(page, 7).getByRole('link', { name: String(order), exact: true });
    expect(await link.getAttribute('href')).toMatch(
      /^https:\/\/admin\.shopify\.com\/store\/dalbit-store\/orders\/\d+$/
    );
    expect(await panel(page, 5).locator('canvas').count()).toBe(1);
    expect(problems).toEqual([]);
  });

  it('shows the other store when it is chosen', async () => {
    const watched = await openPage(browser);
    await openDashboard(watched, demo.address, '?lang=en&theme=light&var-store=usd');
    await watched.page.getByRole('combobox', { name: 'Store' }).click();
    await watched.page.getByRole('option', { name: /Dalbit/ }).click();
    const first = panel(watched.page, 7).getByRole('link').first();
    await expect.poll(() => first.getAttribute('href')).toContain('/dalbit-store/');
    expect(watched.problems).toEqual([]);
  });

  it('tells a viewer in another zone whose midnight today begins at', async () => {
    const watched = await openPage(browser, { timezoneId: 'Europe/Berlin' });
    await openDashboard(watched, demo.address, '?lang=en&theme=light&var-store=krw');
    const notice = panel(watched.page, 1).locator('[data-notice="info"][aria-label*="Asia/Seoul"]');
    expect(await notice.count()).toBe(1);
  });

  it('speaks Korean down to the time picker, in dark colours', async () => {
    const watched = await openPage(browser);
    const { page, problems } = watched;
    await openDashboard(watched, demo.address, '?lang=ko&theme=dark&var-store=krw');
    expect(await page.title()).toBe('오늘의 스토어 – Shopscope 미리보기');
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    expect(await panel(page, 1).innerText()).toContain('지난주 같은 시각');
    expect(await panel(page, 7).innerText()).toContain('결제 상태');
    expect(await page.getByText('최근 24시간').count()).toBeGreaterThan(0);
    const luminance = await page.evaluate(() => {
      const [red = 255, green = 255, blue = 255] = (
        getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []
      ).map(Number);
      return (red + green + blue) / 3;
    });
    expect(luminance).toBeLessThan(60);
    expect(problems).toEqual([]);
  });

  it('stands in one column on a narrow screen, with nothing cut off', async () => {
    const watched = await openPage(browser, { viewport: { width: 400, height: 800 } });
    const { page, problems } = watched;
    await openDashboard(watched, demo.address, '?lang=en&theme=light&var-store=krw');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    const [one, two] = await Promise.all([panel(page, 1).boundingBox(), panel(page, 2).boundingBox()]);
    expect(two?.x).toBe(one?.x);
    expect(two?.y).toBeGreaterThan(one?.y ?? 0);
    expect(problems).toEqual([]);
  });

  it.each([
    ['Metrics', 'Total sales'],
    ['Records', '#'],
    ['ShopifyQL', 'Total sales'],
    ['GraphQL', '#'],
    ['Status', 'Basic'],
  ])('runs a %s query in the plugin’s own editor', async (tab, expected) => {
    const { page, problems } = await openPage(browser);
    await page.goto(`${demo.address}/query?lang=en&theme=light&ds=krw`);
    await page.getByRole('radio', { name: tab, exact: true }).click();
    await page.getByRole('button', { name: 'Run query' }).click();
    await page.locator('[data-state="Done"]').waitFor();
    await page.getByRole('radio', { name: 'Table', exact: true }).click();
    await expect.poll(() => page.locator('[data-state="Done"]').innerText()).toContain(expected);
    await page.getByRole('radio', { name: 'Inspect', exact: true }).click();
    expect(await page.locator('pre[aria-label="Inspect"]').innerText()).toContain('"schema"');
    expect(problems).toEqual([]);
  });

  it('says whose store it is after Save & test, and what is wrong with a wrong secret', async () => {
    const { page, problems } = await openPage(browser);
    await page.goto(`${demo.address}/connection?lang=en&theme=dark&ds=usd`);
    await page.getByRole('button', { name: 'Save & test' }).click();
    await expect.poll(() => page.getByText('The store answers').count(), { timeout: 20_000 }).toBe(1);
    expect(await page.locator('main').innerText()).toContain('Harbor & Pine');
    expect(problems).toEqual([]);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByLabel('Client secret').fill('wrong');
    await page.getByRole('button', { name: 'Save & test' }).click();
    await expect.poll(() => page.getByText('The store does not answer').count(), { timeout: 20_000 }).toBe(1);
  });

  it('ends with all it started', async () => {
    const pid = demo.child.pid;
    const all = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' });
    const [backend, ...others] = all.split('\n').filter((line) => line.includes('gpx_shopscope'));
    expect(others).toEqual([]);
    expect(await demo.stop()).toBe(0);
    expect(() => process.kill(Number.parseInt(backend ?? ''), 0)).toThrow();
    await expect(fetch(demo.address)).rejects.toThrow();
  });
});
