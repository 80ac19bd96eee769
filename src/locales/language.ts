/** Languages that every catalogue has. */
export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** The language among ours that a BCP 47 tag names (`ko-KR` → `ko`), if any. */
export function knownLanguage(tag: string | undefined): Language | undefined {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary);
}

/** The language of a BCP 47 tag; English when it is none of ours. */
export function languageOf(tag: string | undefined): Language {
  return knownLanguage(tag) ?? 'en';
}
