import { makeTranslate, type Language, type Translate } from '../src/locales/core';
import en from '../src/locales/en/dashboards.json';
import ko from '../src/locales/ko/dashboards.json';

/** A text of the bundled dashboards. */
export type Words = Translate<`dashboards:${keyof typeof en}`>;

/** The dashboards' texts in one language. */
export function wordsIn(language: Language): Words {
  return makeTranslate(language, { en: { dashboards: en }, ko: { dashboards: ko } });
}
