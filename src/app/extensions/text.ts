import en from '../../locales/en/extensions.json';
import ko from '../../locales/ko/extensions.json';
import { languageOf } from '../../locales/language';
import { viewerLanguage } from '../../shims/language';

export type LinkText = keyof typeof en;

/** Titles as plugin.json has them, by which Grafana knows a link. */
export const registered: Readonly<Record<LinkText, string>> = en;

/** Plain lookup without i18next, which would be many times as large as the links. */
export function linkText(key: LinkText): string {
  return { en, ko }[languageOf(viewerLanguage())][key];
}
