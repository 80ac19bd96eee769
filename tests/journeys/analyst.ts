import type { Page } from 'playwright-core';
import { z } from 'zod';
import { app, type Place } from './place';

const answer = z.object({
  results: z.record(
    z.string(),
    z.object({
      status: z.number(),
      frames: z.array(
        z.object({ schema: z.object({ fields: z.array(z.object({ name: z.string() })) }), data: z.unknown() })
      ),
    })
  ),
});

/** Someone who builds panels: what a figure means, then a query of their own. Gives the columns that came. */
export async function analystsJourney(page: Page, { address, store, editor }: Place): Promise<readonly string[]> {
  await page.goto(`${address}${app}/kpi?ds=${store}`);
  await page.getByRole('searchbox', { name: /^Search/ }).fill('net sales');
  await page.getByRole('link', { name: 'Net sales', exact: true }).click();
  await page.getByRole('heading', { name: 'Net sales', level: 1 }).waitFor();
  await page.goto(`${address}${editor}`);
  await page.getByRole('radio', { name: 'Records', exact: true }).click();
  const asked = page.waitForResponse(
    (response) =>
      response.url().includes('/api/ds/query') && (response.request().postData() ?? '').includes('"records"')
  );
  await page.getByRole('button', { name: 'Run query' }).click();
  const { results } = answer.parse(await (await asked).json());
  return Object.values(results).flatMap(({ frames }) =>
    frames.flatMap(({ schema }) => schema.fields.map(({ name }) => name))
  );
}
