import type { Translate } from '../../../locales/core';
import { impactSettings, type ImpactSettings } from '../../../query/logs';
import type { Ask } from '../common/ask';

const defaults = impactSettings.parse({});

/** What an admin set for expectations and words. */
export function impactOf({ impact }: Pick<Ask, 'impact'>): ImpactSettings {
  return impact ?? defaults;
}

/** An admin's words for an error code in the reader's language, else in the other one; undefined where there are none. */
export function wordsOf(
  { errorWords }: Pick<ImpactSettings, 'errorWords'>,
  code: string | undefined,
  t: Translate
): string | undefined {
  const words = code === undefined || !Object.hasOwn(errorWords, code) ? undefined : errorWords[code];
  const language = t('kpis:language').startsWith('ko') ? 'ko' : 'en';
  const text = words?.[language] ?? words?.en ?? words?.ko;
  return text === undefined || text === '' ? undefined : text;
}
