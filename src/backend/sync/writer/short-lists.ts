import { sql } from 'kysely';
import type { CopyTransaction } from '../../copy';
import type { Entity } from '../entities';
import { codesOf } from '../mapping/people';
import { id, type Node } from '../mapping/node';
import type { Store } from './store';

/**
 * Bulk results cut off long lists within a record without saying so. Of discounts Shopify tells how many codes there are:
 * that number is kept with the lines themselves, in one transaction, until all of them are here.
 */
const kind = 'codes';

/** Keeps how many codes the discounts of a bulk result have. */
export async function noteLists(
  { upsert }: CopyTransaction,
  shop_id: string,
  entity: Entity,
  roots: readonly Node[]
): Promise<void> {
  if (entity === 'discounts') {
    const counted = roots.flatMap((node) => {
      const count = codesOf(node);
      return count === undefined || count === 0 ? [] : [{ shop_id, kind, value: `${id(node)} ${String(count)}` }];
    });
    await upsert('dirty', counted);
  }
}

/** Ids of discounts that have fewer codes here than Shopify counts; what is complete is forgotten. */
export async function shortLists({ engine, shopId }: Store, entity: Entity): Promise<string[]> {
  if (entity !== 'discounts') {
    return [];
  }
  return await engine.write(async ({ db }) => {
    await sql`delete from dirty where shop_id = ${shopId} and kind = ${kind}
      and cast(substr(value, instr(value, ' ') + 1) as integer) <= (select count(*) from discount_codes c
        where c.shop_id = dirty.shop_id and c.discount_id = substr(dirty.value, 1, instr(dirty.value, ' ') - 1))`.execute(
      db
    );
    const { rows } = await sql<{ id: string }>`select distinct substr(value, 1, instr(value, ' ') - 1) as id
      from dirty where shop_id = ${shopId} and kind = ${kind} order by id`.execute(db);
    return rows.map((row) => row.id);
  });
}

/** Forgets what was counted of records that were read with every list whole. */
export async function listsAreWhole(
  { db }: CopyTransaction,
  shopId: string,
  entity: Entity,
  ids: readonly string[]
): Promise<void> {
  if (entity === 'discounts' && ids.length > 0) {
    await sql`delete from dirty where shop_id = ${shopId} and kind = ${kind}
      and substr(value, 1, instr(value, ' ') - 1) in (select value from json_each(${JSON.stringify(ids)}))`.execute(db);
  }
}
