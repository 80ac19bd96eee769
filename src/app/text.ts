import { languageOf, type Translate } from '../locales/core';
import { screenTranslate, type ScreenMessage } from '../locales/screens';
import { viewerLanguage } from '../shims/language';

/** Translates into the viewer's language. */
export function viewerText(): Translate<ScreenMessage> {
  return screenTranslate(languageOf(viewerLanguage()));
}
