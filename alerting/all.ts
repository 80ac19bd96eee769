import { Document } from 'yaml';
import type { Language } from '../src/locales/core';
import { provisioned, type LogRule, type Rule, type RuleGroup } from './model';
import { copy } from './rules/copy';
import { impact } from './rules/impact';
import { logPipeline } from './rules/log-pipeline';
import { shop } from './rules/shop';
import { wordsIn } from './words';

export const groups: readonly RuleGroup[] = [copy, impact, shop];

/** Where Grafana's provisioning finds the rules in one language. */
export const files: Readonly<Record<Language, string>> = {
  en: 'provisioning/alerting/shopscope.yaml',
  ko: 'provisioning/alerting-ko/shopscope.yaml',
};

/** Rules of the log pipeline, which ask no store: they stand in a file of their own. */
export const pipelineGroups: ReadonlyArray<RuleGroup<LogRule>> = [logPipeline];
export const pipelineFiles: Readonly<Record<Language, string>> = {
  en: 'provisioning/alerting/log-pipeline.yaml',
  ko: 'provisioning/alerting-ko/log-pipeline.yaml',
};

/** Rules as Grafana's provisioning takes them. */
export function fileText(language: Language, given: ReadonlyArray<RuleGroup<Rule | LogRule>> = groups): string {
  const document = new Document({
    apiVersion: 1,
    groups: given.map(({ name, rules }) => ({
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
