import { describe, expect, it } from 'vitest';
import { openPage, whyNot } from './chromium';
import { onDemo } from './on-demo';

const setup = '/a/shopscope-observability-app/setup';

describe.skipIf(whyNot !== undefined)(`the page Setup${whyNot === undefined ? '' : ` (${whyNot})`}`, () => {
  const running = onDemo();

  it('leads from the store to the first figures, by its own links', async () => {
    const { page, problems } = await openPage(running().browser, { viewport: { width: 400, height: 900 } });
    page.context().setDefaultTimeout(60_000);
    await page.goto(`${running().demo.address}${setup}/shopify?ds=usd&lang=en`);
    await page.getByText('ShopifyQL answers').waitFor();
    await page.getByText('The address leads to a store').waitFor();
    const next = async (name: string) => {
      await page.getByRole('link', { name, exact: true }).last().click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    };
    await next('Connect Loki');
    await page.getByText('Loki “demo” answers', { exact: true }).waitFor();
    await page.getByText(/^\d+% of [\d,]+ error lines of the last 24 hours/).waitFor();
    await next('Keep a copy');
    await next('Pick dashboards');
    await next('Alert rules');
    await next('First figures');
    expect(new URL(page.url()).pathname).toBe(`${setup}/finish`);
    await page.getByText('Orders, last 7 days').waitFor();
    expect(await page.getByText(/^\$[\d,.]+$/).count()).toBe(2);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Data source', exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('shopscope-datasources.yaml');
    expect(problems).toEqual([]);
  }, 180_000);

  it('says that a data source is gone', async () => {
    const { page } = await openPage(running().browser);
    await page.route('**/resources/copy?*', (route) => route.fulfill({ status: 404, json: { message: 'not found' } }));
    await page.goto(`${running().demo.address}${setup}?ds=krw&lang=ko`);
    await page.getByText(/더 이상 없습니다/).waitFor();
  });
});
