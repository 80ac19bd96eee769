import { describe, expect, it } from 'vitest';
import { openPage, whyNot } from './chromium';
import { onDemo } from './on-demo';

describe.skipIf(whyNot !== undefined)(`the preview on React 18 and Grafana 12.2${whyNot ? ` (${whyNot})` : ''}`, () => {
  const running = onDemo('--react18');

  it('shows the dashboard', async () => {
    const { page, problems } = await openPage(running().browser);
    await page.goto(`${running().demo.address}/?lang=en&theme=light&var-store=krw`);
    await page.locator('[data-panel-id="7"]').getByRole('link').first().waitFor();
    expect(await page.locator('[data-panel-id="2"]').innerText()).toMatch(/Today so far\s+\d+/);
    expect(problems).toEqual([]);
  });

  it('runs a query and tests the connection in the plugin’s own editors', async () => {
    const { page, problems } = await openPage(running().browser);
    await page.goto(`${running().demo.address}/query?lang=ko&theme=dark&ds=krw`);
    await page.getByRole('button', { name: '쿼리 실행' }).click();
    await page.locator('[data-state="Done"]').waitFor();
    await page.goto(`${running().demo.address}/connection?lang=ko&theme=dark&ds=krw`);
    await page.getByRole('button', { name: '저장 및 테스트' }).click();
    await expect.poll(() => page.getByText('스토어가 응답합니다').count(), { timeout: 20_000 }).toBe(1);
    expect(problems).toEqual([]);
  });
});
