import { initPluginTranslations } from '@grafana/i18n';
import i18next from 'i18next';
import en from './strings/en.json';
import grafanaKo from './strings/grafana-ko.json';
import ko from './strings/ko.json';
import type { Preferences } from './preferences';

type Stem<Key extends string> = Key extends `${infer Name}_${'one' | 'other'}` ? Name : Key;
/** A message of the page itself. */
export type Message = Stem<keyof typeof en>;

/**
 * Sets up the translations that Grafana's components share with this page.
 * Grafana's packages come without translations, so those of the components shown here are our own.
 */
export async function initLanguage(language: Preferences['language']): Promise<void> {
  const locale = language === 'ko' ? 'ko-KR' : 'en-US';
  await i18next.init({
    lng: locale,
    fallbackLng: 'en-US',
    supportedLngs: ['en-US', 'ko-KR'],
    ns: ['preview', 'grafana'],
    defaultNS: 'preview',
    resources: { 'en-US': { preview: en }, 'ko-KR': { preview: ko } },
    keySeparator: false,
    returnEmptyString: false,
    interpolation: { escapeValue: false },
  });
  await initPluginTranslations('grafana', [() => Promise.resolve(grafanaKo)]);
}

/** A text of the page in the viewer's language. */
export function text(key: Message, values: Readonly<Record<string, string | number>> = {}): string {
  const name: string = key;
  return i18next.t(name, { ns: 'preview', ...values });
}
