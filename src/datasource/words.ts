import { languageOf, type Translate } from '../locales/core';
import { queryWordsOf, type QueryWord } from '../locales/query-words';
import { viewerLanguage } from '../shims/language';

/** Translates, into the viewer's language, what is needed before any editor is loaded. */
export function queryWords(): Translate<QueryWord> {
  return queryWordsOf(languageOf(viewerLanguage()));
}
