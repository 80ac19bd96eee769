import type { Page } from 'playwright-core';
import { app, type Place } from './place';

/** Someone who installs and looks after it: every step of the set-up with its live checks, then the copy and the rules. */
export async function opsJourney(page: Page, { address, store }: Place): Promise<{ readonly file: string }> {
  await page.goto(`${address}${app}/setup/shopify?ds=${store}`);
  await page.getByText('The address leads to a store').waitFor();
  const next = async (name: string) => {
    await page.getByRole('link', { name, exact: true }).last().click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
  };
  await next('Connect Loki');
  await page
    .getByText(/answers$/)
    .first()
    .waitFor();
  await next('Keep a copy');
  await next('Pick dashboards');
  await next('Alert rules');
  await next('First figures');
  await page.getByText('Orders, last 7 days').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Data source', exact: true }).click(),
  ]);
  await page.goto(`${address}${app}/data?ds=${store}`);
  await page
    .getByRole('row', { name: /^Orders/ })
    .first()
    .waitFor();
  await page.goto(`${address}${app}/alerts?ds=${store}`);
  await page.getByText('sync stale').first().waitFor();
  return { file: download.suggestedFilename() };
}
