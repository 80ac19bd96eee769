import { speak, type Sentence } from '../../impact';
import type { Ask } from '../common/ask';

/** Says sentences of the impact room in the asker's language, zone and currency. */
export function sayer({ t, zone, facts }: Pick<Ask, 't' | 'zone' | 'facts'>): (sentence: Sentence) => string {
  const speaking = { translate: t, language: t('kpis:language'), zone, currency: facts.currency };
  return (sentence) => speak(sentence, speaking);
}
