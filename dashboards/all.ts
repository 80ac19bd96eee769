import { z } from 'zod';
import { languages, type Language } from '../src/locales/core';
import type { BundledDashboard } from './model';
import { dataHealth } from './data-health';
import { errorLogs } from './error-logs';
import { fulfillment } from './fulfillment';
import { incident } from './incident';
import { logPipeline } from './log-pipeline';
import { productsAndStock } from './products-and-stock';
import { salesAndCustomers } from './sales-and-customers';
import { shopFine } from './shop-fine';
import { storeToday } from './store-today';
import { visitorsAndCampaigns } from './visitors-and-campaigns';

const made: ReadonlyArray<readonly [name: string, make: (language: Language) => BundledDashboard]> = [
  ['store-today', storeToday],
  ['sales-and-customers', salesAndCustomers],
  ['products-and-stock', productsAndStock],
  ['visitors-and-campaigns', visitorsAndCampaigns],
  ['fulfillment', fulfillment],
  ['shop-fine', shopFine],
  ['incident', incident],
  ['error-logs', errorLogs],
  ['log-pipeline', logPipeline],
  ['data-health', dataHealth],
];

/** Every bundled dashboard by the name of its file: English ones plain, others with their language. */
export const dashboards: ReadonlyMap<string, BundledDashboard> = new Map(
  made.flatMap(([name, make]) =>
    languages.map((language) => [language === 'en' ? `${name}.json` : `${name}.${language}.json`, make(language)])
  )
);

const saved = z.looseObject({ revision: z.number().int().min(1) });

/**
 * A dashboard's file as it is committed. Grafana takes a bundled dashboard over anew only where its revision is another, so
 * it rises with the content, and with nothing else; `before` is the file's text until now.
 */
export function fileText(dashboard: BundledDashboard, before?: string): string {
  const text = (revision: number) => `${JSON.stringify({ ...dashboard, revision }, null, 2)}\n`;
  const known = before === undefined ? undefined : saved.safeParse(JSON.parse(before)).data?.revision;
  return known === undefined || text(known) === before ? text(known ?? 1) : text(known + 1);
}
