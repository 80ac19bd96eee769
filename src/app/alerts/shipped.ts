import { z } from 'zod';
import type { Language } from '../../locales/core';
import file from './rules.json';

const query = z.object({
  refId: z.string(),
  relativeTimeRange: z.object({ from: z.number(), to: z.number() }),
  datasourceUid: z.string(),
  model: z.record(z.string(), z.unknown()),
});

const words = z.record(z.string(), z.string());

const rule = z.object({
  group: z.string(),
  minutes: z.number(),
  uid: z.string(),
  title: z.string(),
  condition: z.string(),
  for: z.string(),
  noDataState: z.string(),
  execErrState: z.string(),
  data: z.array(query),
  labels: words,
  annotations: z.object({ en: words, ko: words }),
});
export type ShippedRule = z.output<typeof rule>;

const { dataSource, rules } = z.object({ dataSource: z.string(), rules: z.array(rule) }).parse(file);

/** Every rule that comes with the plugin, as `npm run alerts` wrote it. */
export const shippedRules: readonly ShippedRule[] = rules;

/** The rule whose call keeps syncing awake. */
export const heartbeat = 'shopscope-sync-stale';
/** The rule that asks at an hour of the day. */
export const morning = 'shopscope-morning';

/** What an administrator chooses about the rules. */
export interface Choices {
  /** Language of what alerts say. */
  readonly language: Language;
  /** Hour of the morning summary, 0–23 in the store's zone. */
  readonly hour: number;
  /** Labels beside those that the rules have. */
  readonly labels: Readonly<Record<string, string>>;
  /** Contact point that alerts go to directly; by notification policies where left out. */
  readonly receiver?: string | undefined;
}

export const usualChoices: Omit<Choices, 'language'> = { hour: 8, labels: {} };

/** A rule for one store; how Grafana's API and its provisioning files both name what is in it. */
export interface StoreRule {
  readonly uid: string;
  readonly title: string;
  readonly condition: string;
  readonly for: string;
  readonly noDataState: string;
  readonly execErrState: string;
  readonly data: ShippedRule['data'];
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly notification_settings?: {
    readonly receiver: string;
    readonly group_by?: readonly string[];
    readonly group_interval?: string;
    readonly repeat_interval?: string;
  };
}

/** Which store a rule is of stands in its uid, of which Grafana allows 40 characters: FNV-1a of the data source's uid. */
export function uidFor({ uid }: ShippedRule, store: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(store)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return `${uid}-${hash.toString(16).padStart(8, '0')}`;
}

/** The group that a store's rules are in, so that stores in one folder have groups of their own. */
export function groupFor({ group }: ShippedRule, store: string): string {
  return `${group}-${store}`;
}

/** Once a day, and not again where its figures change within the quarter of an hour. */
const daily = {
  group_by: ['alertname', 'grafana_folder', 'data_source'],
  group_interval: '20m',
  repeat_interval: '1d',
} as const;

/** A shipped rule, asking one store, as it was chosen. */
export function ruleFor(
  shipped: ShippedRule,
  store: { readonly uid: string; readonly name: string },
  { language, hour, labels, receiver }: Choices
): StoreRule {
  const { title, condition, noDataState, execErrState, data, annotations, uid } = shipped;
  const filled = (text: string) => text.replaceAll(dataSource, encodeURIComponent(store.uid));
  const isMorning = uid === morning;
  return {
    uid: uidFor(shipped, store.uid),
    title: `${title} (${store.name})`.slice(0, 190),
    condition,
    for: shipped.for,
    noDataState,
    execErrState,
    data: data.map(({ datasourceUid, model, ...rest }) => ({
      ...rest,
      datasourceUid: datasourceUid === dataSource ? store.uid : datasourceUid,
      model: 'hour' in model ? { ...model, hour } : model,
    })),
    annotations: Object.fromEntries(Object.entries(annotations[language]).map(([name, text]) => [name, filled(text)])),
    labels: { ...labels, ...shipped.labels, data_source: store.uid },
    ...(receiver === undefined ? {} : { notification_settings: { receiver, ...(isMorning ? daily : {}) } }),
  };
}
