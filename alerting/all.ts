import { Document } from 'yaml';
import type { Language } from '../src/locales/core';
import { provisioned, type RuleGroup } from './model';
import { copy } from './rules/copy';
import { impact } from './rules/impact';
import { shop } from './rules/shop';
import { wordsIn } from './words';

export const groups: readonly RuleGroup[] = [copy, impact, shop];

/** Where Grafana's provisioning finds the rules in one language. */
export const files: Readonly<Record<Language, string>> = {
  en: 'provisioning/alerting/shopscope.yaml',
  ko: 'provisioning/alerting-ko/shopscope.yaml',
};

/** The rules as Grafana's provisioning takes them. */
export function fileText(language: Language): string {
  const document = new Document({
    apiVersion: 1,
    groups: groups.map(({ name, rules }) => ({
      orgId: 1,
      name,
      folder: 'Shopscope',
      interval: '1m',
      rules: rules.map((rule) => provisioned(rule, language)),
    })),
  });
  document.commentBefore = ` ${wordsIn(language)('alerts:file')}`;
  return document.toString({ lineWidth: 0, singleQuote: true });
}
