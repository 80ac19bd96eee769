import enConfig from './en/config.json';
import koConfig from './ko/config.json';
import { screensOf, type MessageOf } from './screens-of';

const en = { config: enConfig };
const ko = { config: koConfig };

export type ConfigMessage = MessageOf<typeof en>;

/** Translates the data source's settings page: apart, as only administrators load it. */
export const configTranslate = screensOf(en, ko);
