import type { Store } from '../stores/stores';
import { makeFolder, makeRule, refusalOf } from './grafana';
import { groupFor, ruleFor, type Choices, type ShippedRule } from './shipped';

/** Where rules go to: a folder that is there by its uid, or a new one by its title. */
export type Place = { readonly uid: string } | { readonly title: string };

export interface Made {
  readonly made: readonly ShippedRule[];
  /** Rules that could not be made, each with why. */
  readonly refused: ReadonlyArray<{ readonly shipped: ShippedRule; readonly reason: string }>;
}

/** Makes rules one after the other; what is there already stays as it is. Throws where there can be no folder for them. */
export async function make(rules: readonly ShippedRule[], store: Store, choices: Choices, place: Place): Promise<Made> {
  const folder = 'uid' in place ? place.uid : await makeFolder(place.title);
  const made: ShippedRule[] = [];
  const refused: Array<{ shipped: ShippedRule; reason: string }> = [];
  for (const shipped of rules) {
    try {
      await makeRule(ruleFor(shipped, store, choices), { folder, group: groupFor(shipped, store.uid) });
      made.push(shipped);
    } catch (error) {
      refused.push({ shipped, reason: refusalOf(error) });
    }
  }
  return { made, refused };
}
