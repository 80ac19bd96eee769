import en from './en/protocol.json';
import ko from './ko/protocol.json';
import type { Language } from './language';

/**
 * What is said of calls that no data source could answer. These texts stand by themselves, with nothing to fill in, as
 * they are there before the rest of the backend is loaded.
 */
export const protocolTexts: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, ko };
