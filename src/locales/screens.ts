import enEditor from './en/editor.json';
import enKpis from './en/kpis.json';
import koEditor from './ko/editor.json';
import koKpis from './ko/kpis.json';
import { screensOf, type MessageOf } from './screens-of';

const en = { editor: enEditor, kpis: enKpis };
const ko = { editor: koEditor, kpis: koKpis };

export type ScreenMessage = MessageOf<typeof en>;

/** Translates what the data source shows in dashboards and Explore. */
export const screenTranslate = screensOf(en, ko);
