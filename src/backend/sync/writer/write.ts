import { sql } from 'kysely';
import type { CopyTransaction } from '../../copy';
import {
  addCells,
  addCustomers,
  addOrderHours,
  Cells,
  families,
  hourAt,
  idLists,
  loadFamilies,
  takeCustomers,
  Waits,
  type Family,
} from '../../copy/rollups';
import type { Entity } from '../entities';
import { recordTables, type Rows } from '../mapping/context';
import { mappings, ownedByPages, type Owned } from '../mapping/entities';
import { noteChanges } from './history';
import { fillLateCosts, newlyCosted } from './late-costs';
import { fillCosts } from './line-costs';
import { catalogueChange } from './catalogue-change';
import { markMissing } from './missing';
import { keepPending } from './pending';
import { followRedactions } from './redactions';
import type { Session } from './session';
import type { Store } from './store';
import type { Taken } from './take';
import { onlyOneIsPublished } from './themes';

/** Parts of an order's page that a bulk line doesn't have; false where the document didn't ask for them either. */
export interface PageParts {
  readonly refundLines: boolean;
  readonly returns: boolean;
}

/**
 * Writes what was taken: rows of replaced roots go first, history is noted, and figures follow, all in the transaction
 * given. For bulk results figures of customers and hours, and what whole roots no longer have are left to the end.
 */
export async function write(
  store: Store,
  transaction: CopyTransaction,
  entity: Entity,
  taken: Taken,
  session: Session,
  parts: PageParts = { refundLines: false, returns: false }
): Promise<void> {
  switch (entity) {
    case 'orders':
      await writeOrders(store, transaction, taken, session, parts);
      break;
    case 'products':
    case 'collections':
      await catalogueChange(store, transaction, entity, taken, () =>
        writeRows(store, transaction, entity, taken, session)
      );
      break;
    case 'inventory': {
      const late = await newlyCosted(store, transaction, taken.rows);
      await writeRows(store, transaction, entity, taken, session);
      store.forget();
      await fillLateCosts(store, transaction, late);
      break;
    }
    case 'themes':
      await writeRows(store, transaction, entity, taken, session);
      await onlyOneIsPublished(transaction, store.shopId, taken.rows);
      break;
    default:
      await writeRows(store, transaction, entity, taken, session);
  }
}

async function writeRows(
  store: Store,
  transaction: CopyTransaction,
  entity: Entity,
  taken: Taken,
  session: Session,
  more: readonly Owned[] = []
): Promise<void> {
  const { shopId } = store;
  await noteChanges(transaction, shopId, taken.rows, session.readAt);
  await clear(transaction, shopId, [...mappings[entity].owned, ...more], taken.replaced);
  await followRedactions(store, transaction, taken.rows, session.readAt);
  await putRows(transaction, taken.rows);
  await passOver(transaction, shopId, entity, taken.skipped, session);
  if (session.scratch === undefined) {
    await markMissing(transaction, shopId, entity, taken.replaced, session.readAt);
  }
}

async function writeOrders(
  store: Store,
  transaction: CopyTransaction,
  taken: Taken,
  session: Session,
  parts: PageParts
): Promise<void> {
  const { db } = transaction;
  const { shopId } = store;
  const affected = [...new Set([...taken.replaced, ...taken.touched])];
  const before = await loadFamilies(db, shopId, affected);
  const customers = customersOf(before, taken.rows);
  await takeCustomers(transaction, shopId, customers);
  await fillCosts(store, transaction, taken.rows, affected);
  const more = [
    ...(parts.refundLines ? [ownedByPages.refundLines] : []),
    ...(parts.returns ? ownedByPages.returns : []),
  ];
  await writeRows(store, transaction, 'orders', taken, session, more);
  const cells = new Cells(await store.productsIn(db));
  const waits = new Waits();
  before.forEach((family) => {
    cells.add(family, -1);
    waits.add(family, -1);
  });
  [...(await loadFamilies(db, shopId, affected)), ...inHand(taken)].forEach((family) => {
    cells.add(family, 1);
    waits.add(family, 1);
  });
  await waits.write(transaction, shopId);
  await addCells(transaction, shopId, cells, session.scratch === undefined ? 'now' : 'later');
  const created = taken.rows.orders.map(({ created_at }) => created_at);
  if (session.scratch === undefined) {
    await addOrderHours(transaction, shopId, created);
    await addCustomers(transaction, shopId, await withoutPending(transaction, shopId, customers));
  } else {
    await keepPending(transaction, shopId, 'customer', customers);
    await keepPending(transaction, shopId, 'hour', [...new Set(created.map(hourAt))].map(String));
  }
}

/** Orders that are new, and whole, in the rows themselves: nothing has to be read again. */
function inHand({ fresh, touched, rows }: Taken): Family[] {
  const own = new Set(fresh.filter((each) => !touched.has(each)));
  return families(
    rows.orders.filter((order) => own.has(order.id)),
    rows.line_items.filter((line) => own.has(line.order_id)),
    rows.sales.filter((sale) => own.has(sale.order_id)),
    rows.fulfillments.filter((each) => own.has(each.order_id))
  );
}

function customersOf(before: readonly Family[], rows: Rows): string[] {
  const found = new Set<string>();
  [...before.map(({ order }) => order), ...rows.orders].forEach(({ customer_id }) => {
    if (customer_id !== null) {
      found.add(customer_id);
    }
  });
  return [...found].sort();
}

/** Customers whose figures wait for the end of a bulk result are not worked out before. */
async function withoutPending({ db }: CopyTransaction, shopId: string, ids: readonly string[]): Promise<string[]> {
  const pending = new Set<string>();
  for (const list of idLists(ids)) {
    const rows = await db
      .selectFrom('dirty')
      .select('value')
      .where('shop_id', '=', shopId)
      .where('kind', '=', 'customer')
      .where('value', 'in', list)
      .execute();
    rows.forEach(({ value }) => pending.add(value));
  }
  return ids.filter((each) => !pending.has(each));
}

async function clear(
  { db }: CopyTransaction,
  shopId: string,
  owned: readonly Owned[],
  ids: readonly string[]
): Promise<void> {
  for (const list of idLists(ids)) {
    for (const { table, by, owner } of owned) {
      const whose = owner === undefined ? sql`` : sql` and owner = ${owner}`;
      await sql`delete from ${sql.table(table)}
        where shop_id = ${shopId} and ${sql.ref(by)} in (${sql.join(list)})${whose}`.execute(db);
    }
  }
}

async function putRows({ upsert }: CopyTransaction, rows: Rows): Promise<void> {
  for (const table of recordTables) {
    if (table === 'customers') {
      await upsert(table, rows[table], { keep: ['redacted_at'] });
    } else {
      await upsert(table, rows[table]);
    }
  }
}

/** Roots that are newer here: said to be so, for lines below them that are still to come. */
async function passOver(
  { db }: CopyTransaction,
  shopId: string,
  entity: Entity,
  ids: readonly string[],
  { readAt, scratch }: Session
): Promise<void> {
  const { table } = mappings[entity];
  if (table === undefined || scratch === undefined) {
    return;
  }
  for (const list of idLists(ids)) {
    await db
      .updateTable(table)
      .set({ synced_at: readAt + 1 })
      .where('shop_id', '=', shopId)
      .where('id', 'in', list)
      .where('synced_at', '<=', readAt)
      .execute();
  }
}
