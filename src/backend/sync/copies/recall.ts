import { z } from 'zod';
import { copyQuery, rowSchema, type CopyReads, type ReadOptions } from '../../copy';
import type { ShopFacts } from '../../shopify';
import { stateOfRow } from '../writer/book';
import type { EntityState } from '../writer/contract';

/** What a copy tells of its shop and of itself, without Shopify. */
export interface Recalled {
  readonly shopId: string;
  /** As Shopify last gave them. */
  readonly facts: ShopFacts;
  /** Rows are not counted. */
  readonly entities: readonly EntityState[];
}

/** A cursor that no record has moved yet has no id. */
const stateRow = rowSchema('sync_entities').extend({ cursor_id: z.string().nullable() });
const scopes = z.array(z.string()).catch([]);

/** Reads what was known when the copy was last followed; undefined where there is no copy yet. Throws `CopyError`. */
export async function recall(reads: Pick<CopyReads, 'rows'>, options: ReadOptions): Promise<Recalled | undefined> {
  const shops = copyQuery().selectFrom('shops').selectAll().orderBy('updated_at', 'desc').limit(1).compile();
  const [shop] = await reads.rows(shops, rowSchema('shops'), options);
  if (shop === undefined) {
    return undefined;
  }
  const { shop_id: shopId, name, domain, plan, timezone, currency } = shop;
  const states = copyQuery().selectFrom('sync_entities').selectAll().where('shop_id', '=', shopId).compile();
  const settings = copyQuery()
    .selectFrom('copy_settings')
    .select('value')
    .where('shop_id', '=', shopId)
    .where('name', '=', 'scopes')
    .compile();
  const [granted] = await reads.rows(settings, z.object({ value: z.string() }), options);
  return {
    shopId,
    facts: {
      name,
      domain,
      plan,
      timezone,
      currency,
      scopes: scopes.parse(granted === undefined ? [] : JSON.parse(granted.value)),
    },
    entities: (await reads.rows(states, stateRow, options)).map((row) => stateOfRow(row, row.rows)),
  };
}
