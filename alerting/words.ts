import { makeTranslate, type Language, type Translate } from '../src/locales/core';
import en from '../src/locales/en/alerts.json';
import ko from '../src/locales/ko/alerts.json';

/** A text of the alert rules. Values in it are labels of the alert, which Grafana fills in. */
export type AlertWord = `alerts:${keyof typeof en}`;

/** The rules' texts in one language. */
export function wordsIn(language: Language): Translate<AlertWord> {
  return makeTranslate(language, { en: { alerts: en }, ko: { alerts: ko } });
}
