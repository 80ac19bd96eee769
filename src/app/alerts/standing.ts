import type { BadgeColor } from '@grafana/ui';
import { languages } from '../../locales/core';
import type { Store } from '../stores/stores';
import { askRule, askRules, type Defined, type Running } from './grafana';
import { ruleFor, shippedRules, uidFor, usualChoices, type ShippedRule } from './shipped';

/** What of a rule may be otherwise than shipped. */
export const parts = ['query', 'threshold', 'wait', 'handling', 'words', 'labels'] as const;
export type Part = (typeof parts)[number];

export const states = ['absent', 'taken', 'paused', 'error', 'firing', 'pending', 'noData', 'new', 'healthy'] as const;
export type State = (typeof states)[number];

/** A shipped rule and what there is of it in this Grafana for one store. */
export interface Standing {
  readonly shipped: ShippedRule;
  readonly state: State;
  /** Where it is there. */
  readonly running?: Running;
  /** What of it is not as shipped; undefined where that can't be told. */
  readonly differs?: readonly Part[] | undefined;
}

export const colors: Readonly<Record<State, BadgeColor>> = {
  absent: 'darkgrey',
  taken: 'orange',
  paused: 'orange',
  error: 'red',
  firing: 'red',
  pending: 'orange',
  noData: 'blue',
  new: 'blue',
  healthy: 'green',
};

/** Whether a rule asks this store. */
function asks({ queriedDatasourceUIDs, labels }: Running, store: string): boolean {
  return queriedDatasourceUIDs?.includes(store) ?? labels['data_source'] === store;
}

/** The rule of a store: made here, or by a file, which has the shipped uid or the shipped labels and title. */
function found(rules: readonly Running[], shipped: ShippedRule, store: string): Running | undefined {
  const own = uidFor(shipped, store);
  const mine = rules.filter((rule) => asks(rule, store));
  return (
    mine.find(({ uid }) => uid === own) ??
    mine.find(({ uid }) => uid === shipped.uid) ??
    mine.find(
      ({ name, labels }) =>
        labels['product'] === 'shopscope' && (name === shipped.title || name.startsWith(`${shipped.title} (`))
    )
  );
}

function stateOf({ isPaused, health, state, lastEvaluation }: Running): State {
  if (isPaused) {
    return 'paused';
  }
  // Grafana calls a rule that never ran healthy.
  if (!(Date.parse(lastEvaluation) > 0)) {
    return 'new';
  }
  if (health === 'error') {
    return 'error';
  }
  if (state === 'firing' || state === 'pending') {
    return state;
  }
  return health === 'nodata' ? 'noData' : 'healthy';
}

/** How a shipped rule stands for a store, without what it is made of. */
export function standingOf(rules: readonly Running[], shipped: ShippedRule, store: string): Standing {
  const running = found(rules, shipped, store);
  if (running !== undefined) {
    return { shipped, state: stateOf(running), running };
  }
  const taken = rules.find(({ uid }) => uid === uidFor(shipped, store));
  return taken === undefined ? { shipped, state: 'absent' } : { shipped, state: 'taken', running: taken };
}

/** Whether everything that `wanted` says stands in `there`, which may say more: Grafana adds its own defaults. */
function holds(there: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(there) && wanted.length <= there.length && wanted.every((each, at) => holds(there[at], each));
  }
  if (typeof wanted === 'object' && wanted !== null) {
    return (
      typeof there === 'object' &&
      there !== null &&
      Object.entries(wanted).every(([name, value]) => holds(Reflect.get(there, name), value))
    );
  }
  return there === wanted;
}

const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of a duration as Grafana writes it, e.g. `1h30m`. */
function seconds(duration: string): number {
  return [...duration.matchAll(/(\d+)(ms|[smhdw])/g)].reduce(
    (sum, [, count, unit = 's']) => sum + Number(count) * (units[unit] ?? 0),
    0
  );
}

function hourOf({ data }: Defined): number {
  const hour = data[0]?.model['hour'];
  return typeof hour === 'number' ? hour : usualChoices.hour;
}

/** What of a rule is not as shipped. The hour of the morning summary, its language and further labels are a matter of choice. */
export function differences(there: Defined, shipped: ShippedRule, store: Store): readonly Part[] {
  const [first, ...others] = languages.map((language) =>
    ruleFor(shipped, store, { ...usualChoices, language, hour: hourOf(there) })
  );
  if (first === undefined) {
    return [];
  }
  const same: Readonly<Record<Part, boolean>> = {
    query: first.data.slice(0, -1).every((wanted) =>
      holds(
        there.data.find(({ refId }) => refId === wanted.refId),
        { datasourceUid: wanted.datasourceUid, model: wanted.model }
      )
    ),
    threshold: first.data.slice(-1).every((wanted) =>
      holds(
        there.data.find(({ refId }) => refId === wanted.refId),
        { model: wanted.model }
      )
    ),
    wait: seconds(there.for) === seconds(first.for),
    handling: there.noDataState === first.noDataState && there.execErrState === first.execErrState,
    words: [first, ...others].some(({ annotations }) => holds(there.annotations ?? {}, annotations)),
    labels: holds(there.labels ?? {}, first.labels),
  };
  return parts.filter((part) => !same[part]);
}

/** How every shipped rule stands for a store. What a rule is made of is asked only of those that are there. */
export async function askStandings(store: Store): Promise<readonly Standing[]> {
  const rules = await askRules();
  return await Promise.all(
    shippedRules.map(async (shipped) => {
      const standing = standingOf(rules, shipped, store.uid);
      const { running, state } = standing;
      if (running === undefined || state === 'taken') {
        return standing;
      }
      try {
        return { ...standing, differs: differences(await askRule(running.uid), shipped, store) };
      } catch {
        // Who may see how a rule stands may not see what it is made of.
        return standing;
      }
    })
  );
}
