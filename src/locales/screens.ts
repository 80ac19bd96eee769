import enEditor from './en/editor.json';
import enKpis from './en/kpis.json';
import enWords from './en/query-words.json';
import koEditor from './ko/editor.json';
import koKpis from './ko/kpis.json';
import koWords from './ko/query-words.json';
import { screensOf, type MessageOf } from './screens-of';

const en = { editor: enEditor, kpis: enKpis, 'query-words': enWords };
const ko = { editor: koEditor, kpis: koKpis, 'query-words': koWords };

export type ScreenMessage = MessageOf<typeof en>;

/** Translates the query editors. */
export const screenTranslate = screensOf(en, ko);
