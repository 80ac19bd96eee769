import { languages, type Language } from '../src/locales/core';
import type { BundledDashboard } from './model';
import { errorLogs } from './error-logs';
import { fulfillment } from './fulfillment';
import { incident } from './incident';
import { logPipeline } from './log-pipeline';
import { productsAndStock } from './products-and-stock';
import { salesAndCustomers } from './sales-and-customers';
import { shopFine } from './shop-fine';
import { storeToday } from './store-today';

const made: ReadonlyArray<readonly [name: string, make: (language: Language) => BundledDashboard]> = [
  ['store-today', storeToday],
  ['sales-and-customers', salesAndCustomers],
  ['products-and-stock', productsAndStock],
  ['fulfillment', fulfillment],
  ['shop-fine', shopFine],
  ['incident', incident],
  ['error-logs', errorLogs],
  ['log-pipeline', logPipeline],
];

/** Every bundled dashboard by the name of its file: English ones plain, others with their language. */
export const dashboards: ReadonlyMap<string, BundledDashboard> = new Map(
  made.flatMap(([name, make]) =>
    languages.map((language) => [language === 'en' ? `${name}.json` : `${name}.${language}.json`, make(language)])
  )
);

/** A dashboard's file as it is committed. */
export function fileText(dashboard: BundledDashboard): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
