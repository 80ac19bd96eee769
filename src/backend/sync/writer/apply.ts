import type { z } from 'zod';
import type { Entity } from '../entities';
import type { RecordTable } from '../mapping/context';
import { linesOf } from '../mapping/line';
import { id, isNode, nodesIn, type Node } from '../mapping/node';
import { Unreadable } from '../mapping/unreadable';
import type { applied, apply } from './contract';
import { asUnreadable } from './failure';
import { saveState } from './book';
import { Session } from './session';
import { listsAreWhole } from './short-lists';
import type { Store } from './store';
import { take } from './take';
import { write } from './write';
import { beforeMove, followShop } from './zone';
import { followStock } from './stock';

/** Takes whole records over, as pages of increments give them, and moves the cursor: one transaction. */
export async function applyNodes(
  store: Store,
  { entity, nodes, cursor, readAt }: z.infer<typeof apply>
): Promise<z.infer<typeof applied>> {
  try {
    const records = newestOf(nodes);
    for (const node of entity === 'shop' ? records : []) {
      await beforeMove(store, node['ianaTimezone']);
    }
    const done = await store.engine.write(async (transaction) => {
      const lines = records.flatMap((node) => linesOf(node));
      const session = new Session(readAt);
      const taken = await take(store, transaction, entity, lines, session);
      await write(store, transaction, entity, taken, session, {
        refundLines: records.every(hasRefundLines),
        returns: records.every((node) => node['returns'] !== undefined),
      });
      if (store.rawDocuments) {
        const skipped = new Set(taken.skipped);
        const kept = records.filter((node) => !skipped.has(id(node)));
        await transaction.upsert(
          'documents',
          kept.map((node) => ({
            shop_id: store.shopId,
            entity,
            id: id(node),
            document: JSON.stringify(node),
            synced_at: readAt,
          }))
        );
      }
      await listsAreWhole(
        transaction,
        store.shopId,
        entity,
        records.map((node) => id(node))
      );
      await followShop(store, transaction, taken.rows.shops);
      await followStock(store, transaction, entity, taken, readAt);
      await saveState(transaction, store.shopId, { entity, ...(cursor === null ? {} : { cursor }) });
      return { written: records.length - taken.skipped.length, unchanged: taken.skipped.length };
    });
    await store.finishWipe();
    return done;
  } catch (error) {
    store.forget();
    throw asUnreadable(error, entity);
  }
}

/** Of records that a page has twice (its border moved) the last one counts. */
function newestOf(nodes: readonly unknown[]): Node[] {
  const byId = new Map<unknown, Node>();
  for (const node of nodes) {
    if (!isNode(node)) {
      throw new Unreadable('nodes', 'list of objects', node);
    }
    byId.delete(node['id']);
    byId.set(node['id'], node);
  }
  return [...byId.values()];
}

/** Without refunds there are none to be brought. */
function hasRefundLines(node: Node): boolean {
  return nodesIn(node, 'refunds').every((refund) => refund['refundLineItems'] !== undefined);
}

/** The table in which the records of an entity themselves lie. */
export const mainTables: Readonly<Record<Entity, RecordTable>> = {
  shop: 'shops',
  locations: 'locations',
  products: 'products',
  collections: 'collections',
  inventory: 'inventory_items',
  orders: 'orders',
  customers: 'customers',
  refund_lines: 'refund_lines',
  returns: 'returns',
  fulfillment_orders: 'fulfillment_orders',
  abandoned_checkouts: 'abandoned_checkouts',
  discounts: 'discounts',
  themes: 'themes',
  events: 'events',
};
