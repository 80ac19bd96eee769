import { makeTranslate, type Catalogue, type Language, type MessageKey, type Translate } from './core';

/** Every message of some areas, as `area:key`. */
export type MessageOf<Areas> = {
  [Area in Extract<keyof Areas, string>]: `${Area}:${MessageKey<Extract<keyof Areas[Area], string>>}`;
}[Extract<keyof Areas, string>];

/** Translates the messages of some areas, made once for each language. */
export function screensOf<Areas extends Catalogue>(
  en: Areas,
  ko: Catalogue
): (language: Language) => Translate<MessageOf<Areas>> {
  const made = new Map<Language, Translate<MessageOf<Areas>>>();
  return (language) => {
    const known = made.get(language) ?? makeTranslate<MessageOf<Areas>>(language, { en, ko });
    made.set(language, known);
    return known;
  };
}
