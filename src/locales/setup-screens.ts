import enLoki from './en/loki.json';
import enSetup from './en/setup.json';
import koLoki from './ko/loki.json';
import koSetup from './ko/setup.json';
import { makeTranslate, type Language, type MessageValues } from './core';
import { screensOf, type MessageOf } from './screens-of';

const en = { setup: enSetup };

export type SetupMessage = MessageOf<typeof en>;

/** Translates the page Setup: apart, as only its page loads it. */
export const setupTranslate = screensOf(en, { setup: koSetup });

/** What is wrong with a Loki, by the code that the health check tells. */
export function lokiFault(language: Language, code: string, values: MessageValues): string {
  return makeTranslate(language, { en: { loki: enLoki }, ko: { loki: koLoki } })(`loki:error.${code}`, values);
}
