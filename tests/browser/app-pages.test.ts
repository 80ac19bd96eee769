import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openPage, whyNot } from './chromium';
import { onDemo } from './on-demo';

const week = 7 * 86_400_000;
const app = '/a/shopscope-observability-app';
const orders = z.object({
  results: z.object({
    A: z.object({
      frames: z.array(
        z.object({
          schema: z.object({ fields: z.array(z.object({ name: z.string() })) }),
          data: z.object({ values: z.array(z.array(z.unknown())) }),
        })
      ),
    }),
  }),
});

describe.skipIf(whyNot !== undefined)(`the app's pages${whyNot === undefined ? '' : ` (${whyNot})`}`, () => {
  const running = onDemo();

  it('show an order that the store has, found by its name', async () => {
    const query = { refId: 'A', version: 2, queryType: 'records', kind: 'orders', limit: 1 };
    const asked = await fetch(`${running().demo.address}/api/ds/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        from: String(Date.now() - week),
        to: String(Date.now()),
        queries: [{ ...query, datasource: { uid: 'usd' } }],
      }),
    });
    const frame = orders.parse(await asked.json()).results.A.frames[0];
    const column = frame?.schema.fields.findIndex(({ name }) => name === 'order') ?? -1;
    const name = z.string().parse(frame?.data.values[column]?.[0]);
    const { page, problems } = await openPage(running().browser, { viewport: { width: 400, height: 800 } });
    await page.goto(`${running().demo.address}${app}/order?ds=usd&lang=en`);
    await page.getByRole('textbox', { name: /Number or id/ }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name, exact: true }).waitFor();
    expect(await page.getByRole('list', { name: 'Timeline' }).innerText()).toContain('Placed');
    expect(await page.getByRole('link', { name: 'Open in Shopify' }).getAttribute('href')).toMatch(
      /^https:\/\/admin\.shopify\.com\/store\/harbor-and-pine\/orders\/\d+$/
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    expect(problems).toEqual([]);
  });

  it('tell what happened in a stretch of time, with text for a chat', async () => {
    const { page, problems } = await openPage(running().browser);
    await page.goto(`${running().demo.address}${app}/incidents/at?ds=usd&from=now-24h&to=now&lang=ko`);
    await page.getByRole('heading', { name: '영향을 받은 대상' }).waitFor();
    const chat = await page.getByRole('textbox', { name: '채팅에 붙여 넣기' }).inputValue();
    expect(chat).toMatch(
      /^Harbor & Pine: [^]*\/a\/shopscope-observability-app\/incidents\/at\?ds=usd&from=\d+&to=\d+$/
    );
    expect(await page.getByRole('list', { name: '타임라인' }).getByRole('listitem').count()).toBeGreaterThan(1);
    expect(problems).toEqual([]);
  });

  it('list the alert rules, and have those made that are missing', async () => {
    const { page, problems } = await openPage(running().browser, { viewport: { width: 420, height: 900 } });
    await page.goto(`${running().demo.address}${app}/alerts?ds=usd&lang=en`);
    await page.getByRole('heading', { name: '0 of 9 rules are there' }).waitFor();
    await page.getByRole('button', { name: 'Create 9 rules' }).click();
    await page.getByRole('heading', { name: '9 of 9 rules are there' }).waitFor();
    const stale = page.getByRole('region', { name: 'Copy is stale' });
    // The preview keeps rules, and evaluates none.
    expect(await stale.innerText()).toContain('Not evaluated yet');
    expect(await stale.innerText()).not.toContain('not as shipped');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420);
    await page.goto(`${running().demo.address}${app}/alerts?ds=krw&lang=ko`);
    await page.getByRole('heading', { name: '규칙 9개 중 0개가 있습니다' }).waitFor();
    expect(problems).toEqual([]);
  });
});
