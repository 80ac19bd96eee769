import { configTranslate, type ConfigMessage } from '../../locales/config-screens';
import { languageOf, type Translate } from '../../locales/core';
import { viewerLanguage } from '../../shims/language';

/** Translates the settings page into the viewer's language. */
export function viewerText(): Translate<ConfigMessage> {
  return configTranslate(languageOf(viewerLanguage()));
}
