import type { Page } from 'playwright-core';
import { app, panelOf, type Place } from './place';

/** What a shop owner learns. */
export interface Learnt {
  readonly sentence: string;
  /** As the dashboard tells it, lowest and highest; `not known` while the copy is being filled. */
  readonly risk: string;
  /** What may be pasted into a chat. */
  readonly chat: string;
}

/** Someone who reads no code: is the shop fine, what did it cost, and what do I tell the others? */
export async function ownersJourney(page: Page, { address, store }: Place): Promise<Learnt> {
  await page.goto(`${address}${app}?ds=${store}`);
  const fine = page.getByRole('region', { name: 'Is the shop fine?' });
  await fine.getByText('Orders known until').waitFor();
  const sentence = await fine.getByRole('paragraph').first().innerText();
  await page.getByRole('link', { name: 'Incident', exact: true }).first().click();
  await page.waitForURL(/\/d\/shopscope-incident\b/);
  const risk = panelOf(page, 'Revenue at risk');
  await risk
    .getByText(/[$₩]\s?\d|not known/)
    .first()
    .waitFor();
  const told = await risk.innerText();
  await page.goto(`${address}${app}/incidents/at?ds=${store}&from=now-6h&to=now`);
  await page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').first().waitFor();
  const chat = await page.getByRole('textbox', { name: 'To paste into a chat' }).inputValue();
  return { sentence, risk: told, chat };
}
