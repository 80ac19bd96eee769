import { format, resolveConfig } from 'prettier';
import type { Language } from '../src/locales/core';
import { groups } from './all';
import { dataSource, provisioned, type Rule, type RuleGroup } from './model';

/** The rules as the app's Alerts page takes them: it knows nothing of this folder. */
export const offeredFile = 'src/app/alerts/rules.json';

function ruleFor({ name }: RuleGroup, rule: Rule): object {
  const { annotations: en, ...rest } = provisioned(rule, 'en');
  return { group: name, minutes: rule.minutes, ...rest, annotations: { en, ko: wordsOf(rule, 'ko') } };
}

function wordsOf(rule: Rule, language: Language): Readonly<Record<string, string>> {
  return provisioned(rule, language).annotations;
}

/** The file's text: every rule with its words in each language, asking `dataSource`, which the page puts the store's in place of. */
export async function offered(): Promise<string> {
  const rules = groups.flatMap((group) => group.rules.map((rule) => ruleFor(group, rule)));
  const options = await resolveConfig(offeredFile, { editorconfig: true });
  return await format(JSON.stringify({ dataSource, rules }), { ...options, filepath: offeredFile });
}
