import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, whyNot } from './chromium';
import { onDemo } from './on-demo';

const panel = (page: Page, id: number) => page.locator(`[data-panel-id="${id}"]`);
const twoDays = 'from=now-2d&to=now';

describe.skipIf(whyNot !== undefined)(`dashboards of logs${whyNot === undefined ? '' : ` (${whyNot})`}`, () => {
  const running = onDemo();

  async function open(path: string) {
    const watched = await openPage(running().browser);
    watched.page.context().setDefaultTimeout(60_000);
    await watched.page.goto(`${running().demo.address}${path}`);
    return watched;
  }

  it('show what happened on one screen, out of the store and its log lines', async () => {
    const { page, problems } = await open(`/d/shopscope-incident?lang=en&theme=light&var-store=krw&${twoDays}`);
    await panel(page, 12).getByRole('listitem').first().waitFor();
    expect(await panel(page, 12).getByRole('listitem').first().innerText()).toMatch(/error|critical/);
    await panel(page, 6).locator('canvas').waitFor();
    expect(await panel(page, 1).innerText()).toContain('In one sentence');
    // The Korean shop's own Loki is taken with the store.
    expect(await page.getByRole('combobox', { name: 'Log lines' }).inputValue()).toContain('Dalbit');
    expect(problems).toEqual([]);
  }, 120_000);

  it('lead from a code to its lines, with the range and the data sources', async () => {
    const { page, problems } = await open(`/d/shopscope-incident?lang=en&theme=light&var-store=usd&${twoDays}`);
    const code = panel(page, 7).getByRole('link').first();
    const name = await code.innerText();
    const address = new URL(String(await code.getAttribute('href')), running().demo.address);
    expect(address.pathname).toBe('/d/shopscope-error-logs');
    expect(address.searchParams.get('var-loki')).toBe('loki-usd');
    await page.goto(address.toString());
    const first = panel(page, 4).getByRole('listitem').first();
    await first.waitFor();
    await first.getByRole('button').click();
    expect(await first.innerText()).toContain(name);
    expect(problems).toEqual([]);
  }, 120_000);

  it('lead from whoever was hit to their log lines', async () => {
    const { page, problems } = await open(`/d/shopscope-incident?lang=en&theme=light&var-store=usd&${twoDays}`);
    const link = panel(page, 8).locator('a[href^="/explore"]').first();
    const address = new URL(String(await link.getAttribute('href')), running().demo.address);
    const panes: unknown = JSON.parse(address.searchParams.get('panes') ?? '');
    expect(panes).toMatchObject({ logs: { datasource: 'loki-usd' } });
    const id = /"([^"]+)"$/.exec(JSON.stringify(panes).replace(/\\"/g, '"').split('"}],"range"')[0] ?? '')?.[1] ?? '';
    expect(id).not.toBe('');
    await page.goto(address.toString());
    const lines = panel(page, 1).getByRole('listitem');
    await lines.first().waitFor();
    await lines.first().getByRole('button').click();
    // What went wrong on the page is told before what is missing on it.
    expect(problems).toEqual([]);
    const first = async () => (await lines.allInnerTexts())[0] ?? (await page.innerText('body'));
    await expect.poll(first, { timeout: 30_000 }).toContain(id);
    expect(problems).toEqual([]);
  }, 120_000);

  it('narrow lines by what is typed', async () => {
    const { page, problems } = await open(
      `/d/shopscope-error-logs-ko?lang=ko&theme=dark&var-store=usd&${twoDays}&var-text=nothing%20says%20this`
    );
    await expect.poll(() => panel(page, 4).innerText(), { timeout: 60_000 }).toContain('데이터 없음');
    const text = page.getByRole('textbox', { name: '검색어' });
    await text.fill('MSG');
    await text.press('Enter');
    await panel(page, 4).getByRole('listitem').first().waitFor();
    expect(problems).toEqual([]);
  }, 120_000);
});
