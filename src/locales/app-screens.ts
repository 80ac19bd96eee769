import enApp from './en/app.json';
import enAppIncidents from './en/app-incidents.json';
import enAppOrder from './en/app-order.json';
import enData from './en/data.json';
import koApp from './ko/app.json';
import koAppIncidents from './ko/app-incidents.json';
import koAppOrder from './ko/app-order.json';
import koData from './ko/data.json';
import { makeTranslate, type Language, type MessageKey, type Translate } from './core';

const en = { app: enApp, 'app-incidents': enAppIncidents, 'app-order': enAppOrder, data: enData };
const ko = { app: koApp, 'app-incidents': koAppIncidents, 'app-order': koAppOrder, data: koData };

/** Every message of the app's pages, as `area:key`. */
export type AppMessage = {
  [Area in keyof typeof en]: `${Area}:${MessageKey<Extract<keyof (typeof en)[Area], string>>}`;
}[keyof typeof en];

const made = new Map<Language, Translate<AppMessage>>();

/** Translates the app's pages; apart from the data source's, as neither loads the other's words. */
export function appTranslate(language: Language): Translate<AppMessage> {
  const known = made.get(language) ?? makeTranslate<AppMessage>(language, { en, ko });
  made.set(language, known);
  return known;
}
