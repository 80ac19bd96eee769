import { languages } from '../src/locales/core';
import type { BundledDashboard } from './model';
import { storeToday } from './store-today';

/** Every bundled dashboard by the name of its file: English ones plain, others with their language. */
export const dashboards: ReadonlyMap<string, BundledDashboard> = new Map(
  languages.map((language) => [
    language === 'en' ? 'store-today.json' : `store-today.${language}.json`,
    storeToday(language),
  ])
);

/** A dashboard's file as it is committed. */
export function fileText(dashboard: BundledDashboard): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
