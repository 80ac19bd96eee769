import type { Kysely } from 'kysely';
import type { CopyDatabase } from '../../copy/schema';

/** What one unit cost, and how that is known. */
export interface KnownCost {
  readonly cost: number;
  /** `recorded`: our history knew it at the time; `current`: the cost now, or the oldest one known. */
  readonly basis: 'recorded' | 'current';
}

interface History {
  readonly current: number | null;
  /** Oldest first. */
  readonly changes: ReadonlyArray<{ readonly at: number; readonly cost: number | null }>;
}

/** Unit costs of all variants, with their history. */
export class Costs {
  private readonly known: ReadonlyMap<string, History>;

  private constructor(known: ReadonlyMap<string, History>) {
    this.known = known;
  }

  static async load(db: Kysely<CopyDatabase>, shopId: string): Promise<Costs> {
    const changes = await db
      .selectFrom('changes')
      .select(['subject_id', 'at', 'after_value'])
      .where('shop_id', '=', shopId)
      .where('field', '=', 'unit_cost')
      .orderBy('at')
      .execute();
    const byItem = new Map<string, Array<{ at: number; cost: number | null }>>();
    for (const { subject_id, at, after_value } of changes) {
      const list = byItem.get(subject_id) ?? [];
      byItem.set(subject_id, list);
      list.push({ at, cost: after_value });
    }
    const items = await db
      .selectFrom('inventory_items')
      .select(['id', 'variant_id', 'unit_cost'])
      .where('shop_id', '=', shopId)
      .execute();
    return new Costs(
      new Map(
        items.flatMap(({ id, variant_id, unit_cost }) =>
          variant_id === null ? [] : [[variant_id, { current: unit_cost, changes: byItem.get(id) ?? [] }] as const]
        )
      )
    );
  }

  /** Cost as of the sale where our history goes back so far, else the cost now; undefined where none is known. */
  at(variantId: string, sold: number): KnownCost | undefined {
    const history = this.known.get(variantId);
    if (history === undefined) {
      return undefined;
    }
    const then = history.changes.findLast(({ at }) => at <= sold);
    if (then !== undefined) {
      return then.cost === null ? undefined : { cost: then.cost, basis: 'recorded' };
    }
    return history.current === null ? undefined : { cost: history.current, basis: 'current' };
  }
}
