import enApp from './en/app.json';
import enIncidents from './en/app-incidents.json';
import enOrder from './en/app-order.json';
import enConfig from './en/config.json';
import enData from './en/data.json';
import enEditor from './en/editor.json';
import enKpis from './en/kpis.json';
import koApp from './ko/app.json';
import koIncidents from './ko/app-incidents.json';
import koOrder from './ko/app-order.json';
import koConfig from './ko/config.json';
import koData from './ko/data.json';
import koEditor from './ko/editor.json';
import koKpis from './ko/kpis.json';
import { makeTranslate, type Language, type MessageKey, type Translate } from './core';

const en = {
  app: enApp,
  'app-incidents': enIncidents,
  'app-order': enOrder,
  config: enConfig,
  data: enData,
  editor: enEditor,
  kpis: enKpis,
};
const ko = {
  app: koApp,
  'app-incidents': koIncidents,
  'app-order': koOrder,
  config: koConfig,
  data: koData,
  editor: koEditor,
  kpis: koKpis,
};

/** Every message of the screens, as `area:key`. */
export type ScreenMessage = {
  [Area in keyof typeof en]: `${Area}:${MessageKey<Extract<keyof (typeof en)[Area], string>>}`;
}[keyof typeof en];

const made = new Map<Language, Translate<ScreenMessage>>();

/** Translates the editors and app pages. */
export function screenTranslate(language: Language): Translate<ScreenMessage> {
  const known = made.get(language) ?? makeTranslate<ScreenMessage>(language, { en, ko });
  made.set(language, known);
  return known;
}
