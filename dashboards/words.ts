import { makeTranslate, type Language, type Translate } from '../src/locales/core';
import copyEn from '../src/locales/en/copy.json';
import en from '../src/locales/en/dashboards.json';
import kpisEn from '../src/locales/en/kpis.json';
import copyKo from '../src/locales/ko/copy.json';
import ko from '../src/locales/ko/dashboards.json';
import kpisKo from '../src/locales/ko/kpis.json';

/** A text of the bundled dashboards, a figure's name, or that of what the copy holds. */
export type Words = Translate<
  `dashboards:${keyof typeof en}` | `kpis:${keyof typeof kpisEn}` | `copy:${keyof typeof copyEn}`
>;

/** The dashboards' texts in one language. */
export function wordsIn(language: Language): Words {
  return makeTranslate(language, {
    en: { dashboards: en, kpis: kpisEn, copy: copyEn },
    ko: { dashboards: ko, kpis: kpisKo, copy: copyKo },
  });
}
