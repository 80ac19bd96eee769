import { languageOf, type Translate } from '../../locales/core';
import { kpiTranslate, type KpiMessage } from '../../locales/kpi-screens';
import { viewerLanguage } from '../../shims/language';

/** Translates into the viewer's language. */
export function kpiText(): Translate<KpiMessage> {
  return kpiTranslate(languageOf(viewerLanguage()));
}
