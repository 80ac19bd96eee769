import enConfig from './en/config.json';
import enEditor from './en/editor.json';
import enKpis from './en/kpis.json';
import koConfig from './ko/config.json';
import koEditor from './ko/editor.json';
import koKpis from './ko/kpis.json';
import { makeTranslate, type Language, type MessageKey, type Translate } from './core';

const en = { config: enConfig, editor: enEditor, kpis: enKpis };
const ko = { config: koConfig, editor: koEditor, kpis: koKpis };

/** Every message of the data source's screens, as `area:key`. */
export type ScreenMessage = {
  [Area in keyof typeof en]: `${Area}:${MessageKey<Extract<keyof (typeof en)[Area], string>>}`;
}[keyof typeof en];

const made = new Map<Language, Translate<ScreenMessage>>();

/** Translates the editors and the settings page. */
export function screenTranslate(language: Language): Translate<ScreenMessage> {
  const known = made.get(language) ?? makeTranslate<ScreenMessage>(language, { en, ko });
  made.set(language, known);
  return known;
}
