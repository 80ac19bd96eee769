import type { BackendMessage } from '../../locales/backend';
import type { Translate } from '../../locales/core';
import { kpis, type KpiName } from '../../query';
import type { KpiRules } from './definition';
import { kpiDefinitions } from './list';

/** A KPI in words. */
export interface KpiEntry {
  readonly name: KpiName;
  readonly title: string;
  readonly definition: string;
  readonly formula: string;
  /** What it is apt to be mistaken for. */
  readonly trap: string;
  /** How test, cancelled, edited, gift-card and draft orders count. */
  readonly rules: readonly string[];
  /** ShopifyQL's `schema.metric`, several where it is worked out from them. */
  readonly shopifyql: string | undefined;
}

type T = Translate<BackendMessage>;

function rulesIn({ test, cancelled, edited, giftCards, drafts }: KpiRules, t: T): string[] {
  return [
    `${t('kpi-texts:rule.test')}: ${t(`kpi-texts:rule.test.${test}`)}`,
    `${t('kpi-texts:rule.cancelled')}: ${t(`kpi-texts:rule.cancelled.${cancelled}`)}`,
    `${t('kpi-texts:rule.edited')}: ${t(`kpi-texts:rule.edited.${edited}`)}`,
    `${t('kpi-texts:rule.giftCards')}: ${t(`kpi-texts:rule.giftCards.${giftCards}`)}`,
    `${t('kpi-texts:rule.drafts')}: ${t(`kpi-texts:rule.drafts.${drafts}`)}`,
  ];
}

/** Every KPI in the words of a language. */
export function dictionary(t: T): KpiEntry[] {
  return kpiDefinitions.map(({ name, rules, live }) => ({
    name,
    title: t(`kpis:${name}.name`),
    definition: t(`kpi-texts:${name}.definition`),
    formula: t(`kpi-texts:${name}.formula`),
    trap: t(`kpi-texts:${name}.trap`),
    rules: rulesIn(rules, t),
    shopifyql: live?.shows.map((metric) => `${live.schema}.${metric}`).join(', '),
  }));
}

/** The dictionary as a page of Markdown. */
export function dictionaryPage(t: T): string {
  const list = (texts: readonly string[]) => (texts.length === 0 ? t('kpi-texts:docs.none') : texts.join(', '));
  const definitions = new Map(kpiDefinitions.map((each) => [each.name, each]));
  const switches = [
    `- ${t('kpis:definition.orderDate')}: ${t('kpis:definition.orderDate.processed')} (\`processed\`), ${t('kpis:definition.orderDate.created')} (\`created\`)`,
    `- ${t('kpis:definition.returnDate')}: ${t('kpis:definition.returnDate.returned')} (\`returned\`), ${t('kpis:definition.returnDate.ordered')} (\`ordered\`)`,
    `- ${t('kpis:definition.cancelled')}: ${t('kpis:definition.cancelled.counted')} (\`counted\`), ${t('kpis:definition.cancelled.left_out')} (\`left_out\`)`,
  ];
  const lines = [
    `# ${t('kpi-texts:docs.title')}`,
    '',
    t('kpi-texts:docs.about'),
    '',
    `## ${t('kpi-texts:docs.switches')}`,
    '',
    ...switches,
  ];
  let family: string | undefined;
  for (const entry of dictionary(t)) {
    const kpi = kpis[entry.name];
    if (kpi.family !== family) {
      family = kpi.family;
      lines.push('', `## ${t(`kpis:family.${kpi.family}`)}`);
    }
    const behind = definitions.get(entry.name)?.owned?.source.records?.kind;
    lines.push(
      '',
      `### ${entry.title}`,
      '',
      `\`${entry.name}\` · ${t(`kpi-texts:unit.${kpi.unit}`)}`,
      '',
      entry.definition,
      '',
      `| | |`,
      `|---|---|`,
      `| ${t('kpi-texts:docs.formula')} | ${entry.formula} |`,
      `| ${t('kpi-texts:docs.trap')} | ${entry.trap} |`,
      `| ${t('kpi-texts:docs.time')} | ${t(`kpi-texts:docs.time.${kpi.time}`)} |`,
      `| ${t('kpi-texts:docs.lanes')} | ${list(kpi.lanes.map((lane) => t(`kpis:lane.${lane}`)))} |`,
      `| ${t('kpi-texts:docs.twin')} | ${entry.shopifyql === undefined ? t('kpi-texts:docs.none') : `\`${entry.shopifyql}\``} |`,
      `| ${t('kpi-texts:docs.buckets')} | ${list(kpi.buckets.filter((bucket) => bucket !== 'none').map((bucket) => t(`kpis:bucket.${bucket}`)))} |`,
      `| ${t('kpi-texts:docs.dimensions')} | ${list(kpi.dimensions.map((each) => t(`kpis:dimension.${each}`)))} |`,
      ...(behind === undefined ? [] : [`| ${t('kpi-texts:docs.behind')} | \`${behind}\` |`]),
      ...entry.rules.map((rule) => `| ${rule.replace(': ', ' | ')} |`)
    );
  }
  return `${lines.join('\n')}\n`;
}
