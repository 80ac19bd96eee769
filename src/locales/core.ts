import { createInstance } from 'i18next';
import { languageOf, languages, type Language } from './language';

export { languageOf, languages, type Language };

/** A catalogue: area → flat key → text in i18next syntax (`{{name}}`, `_one`/`_other`). */
export type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A key as code names it: plural forms (`rows_one`, `rows_other`) are asked for by their stem (`rows`). */
export type MessageKey<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key;

/** Values put into a message. `count` chooses the plural form. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Looks a message up by `area:key`; a key that no catalogue has comes back as it is. */
export type Translate<Key extends string = string> = (key: Key, values?: MessageValues) => string;

/** A function that translates into one language, falling back to English for what it lacks. */
export function makeTranslate<Key extends string>(
  language: Language,
  catalogues: Readonly<Record<Language, Catalogue>>
): Translate<Key> {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    ns: Object.keys(catalogues.en),
    resources: catalogues,
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return (key: string, values) => instance.t(key, { ...values });
}
