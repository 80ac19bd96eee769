import { languageOf, type Translate } from '../../locales/core';
import { setupTranslate, type SetupMessage } from '../../locales/setup-screens';
import { viewerLanguage } from '../../shims/language';

/** Translates into the viewer's language. */
export function setupText(): Translate<SetupMessage> {
  return setupTranslate(languageOf(viewerLanguage()));
}
