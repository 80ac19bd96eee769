import { createInstance } from 'i18next';
import en from './strings/en.json';
import ko from './strings/ko.json';

export type Language = 'en' | 'ko';
type Stem<Key extends string> = Key extends `${infer Name}_${'one' | 'other'}` ? Name : Key;
type Message = Stem<keyof typeof en>;

/** What the demo prints, in one language. */
export type Words = (key: Message, values?: Readonly<Record<string, string | number>>) => string;

export function wordsIn(language: Language): Words {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, ko: { translation: ko } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return (key, values = {}) => {
    const name: string = key;
    return instance.t(name, { ...values });
  };
}

/** The language asked for: by flag, else by the environment's locale. */
export function languageFrom(flag: string | undefined, env: Readonly<Record<string, string | undefined>>): Language {
  const asked =
    [flag, env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((each) => each !== undefined && each !== '') ?? '';
  return asked.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
