import type { Language } from '../../locales/core';
import { setupTranslate } from '../../locales/setup-screens';
import { scopes } from './scopes';

/** A note to the shop's owner in a language: which scopes, why, where to click. None missing: all are asked for. */
export function ownerNote(language: Language, missing: readonly string[]): string {
  const t = setupTranslate(language);
  const wanted = scopes.filter((scope) => missing.length === 0 || missing.includes(scope));
  const lines = wanted.map((scope) => `- ${scope}: ${t(`setup:scope.${scope}`)}`);
  const clicks = (['create', 'version', 'install', 'copy'] as const).map(
    (click, index) => `${index + 1}. ${t(`setup:note.${click}`)}`
  );
  const way = missing.length === 0 ? clicks : [`1. ${t('setup:note.add')}`, `2. ${t('setup:note.again')}`];
  return [
    t('setup:note.hello'),
    '',
    t('setup:note.why'),
    '',
    t('setup:note.scopes'),
    ...lines,
    '',
    t('setup:note.where'),
    ...way,
    '',
    t('setup:note.secret'),
  ].join('\n');
}
