import { languageOf, type Translate } from '../locales/core';
import { appTranslate, type AppMessage } from '../locales/app-screens';
import { viewerLanguage } from '../shims/language';

/** Translates into the viewer's language. */
export function viewerText(): Translate<AppMessage> {
  return appTranslate(languageOf(viewerLanguage()));
}
