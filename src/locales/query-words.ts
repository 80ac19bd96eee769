import enKpis from './en/kpis.json';
import enWords from './en/query-words.json';
import koKpis from './ko/kpis.json';
import koWords from './ko/query-words.json';
import { screensOf, type MessageOf } from './screens-of';

const en = { kpis: enKpis, 'query-words': enWords };
const ko = { kpis: koKpis, 'query-words': koWords };

export type QueryWord = MessageOf<typeof en>;

/** Translates what names a query in one line: all that every dashboard loads. */
export const queryWordsOf = screensOf(en, ko);
