import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openPage, whyNot } from './chromium';
import { onDemo } from './on-demo';

const app = '/a/shopscope-observability-app';

/** What moves within the part that says whether the shop is fine, and below it, by how much of the window. */
const watchShifts = `
  window.__moved = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const content = document.querySelector('section')?.parentElement;
      const ours = entry.sources.filter(({ node }) => content?.contains(node) && content !== node);
      if (ours.length > 0) window.__moved.push(entry.value);
    }
  }).observe({ type: 'layout-shift', buffered: true });
`;

describe.skipIf(whyNot !== undefined)(`Home and dictionary${whyNot === undefined ? '' : ` (${whyNot})`}`, () => {
  const running = onDemo();

  it('leads from the sentence to the dashboard of the same six hours, store and Loki', async () => {
    const { page, problems } = await openPage(running().browser);
    await page.goto(`${running().demo.address}${app}?ds=krw&lang=ko`);
    const fine = page.getByRole('region', { name: '우리 스토어 괜찮은가요?' });
    await fine.getByText('주문 기준 시각').waitFor();
    await fine.getByRole('link', { name: '최근 6시간 보기' }).click();
    await page.waitForURL(/\/d\/shopscope-shop-fine-ko\?/);
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('var-store')).toBe('krw');
    expect(searchParams.get('var-loki')).toMatch(/^loki-/);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it.each([1440, 390])('keeps still at %i px while answers come, with nothing beyond the edge', async (width) => {
    const { page } = await openPage(running().browser, { viewport: { width, height: 900 } });
    await page.addInitScript(watchShifts);
    await page.goto(`${running().demo.address}${app}?ds=usd&lang=en`);
    await page.getByRole('button', { name: /stale or missing$/ }).waitFor();
    await page.waitForTimeout(500);
    const moved = z.array(z.number()).parse(await page.evaluate('window.__moved'));
    // Web Vitals call 0.1 good.
    expect(moved.reduce((sum, each) => sum + each, 0)).toBeLessThan(0.02);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.context().close();
  });

  it('finds a figure by typing and works it out, without the mouse', async () => {
    const { page, problems } = await openPage(running().browser);
    await page.goto(`${running().demo.address}${app}/kpi?ds=usd&lang=en`);
    await page.getByRole('searchbox', { name: /^Search/ }).focus();
    await page.keyboard.type('people mean by revenue');
    await page.getByText('1 KPI', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Net sales', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Last 30 whole days' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^\$[\d,]+\.\d\d$/).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
