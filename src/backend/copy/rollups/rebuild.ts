import type { CopyEngine, CopyTransaction } from '../engine/engine';
import { addCells, cellsOf, loadProducts } from './daily-sales';
import { addCustomers } from './customers';
import type { Products } from './contributions';
import { loadFamilies } from './family';
import { Waits } from './waits';

/** Orders or customers of one step. */
const step = 2_000;

const rebuilt = [
  'daily_sales',
  'monthly_sales',
  'customer_facts',
  'cohort_cells',
  'daily_customers',
  'customer_gaps',
  'order_waits',
] as const;

/**
 * Works every figure of sales and customers out anew, in one transaction: readers see the old ones until then. The planner
 * learns the tables' sizes first: without them it walks through all orders for each customer.
 */
export async function rebuildRollups(engine: CopyEngine, shopId: string): Promise<void> {
  await engine.analyze();
  await engine.write((transaction) => rebuildIn(transaction, shopId));
}

export async function rebuildIn(transaction: CopyTransaction, shopId: string): Promise<void> {
  const { db } = transaction;
  for (const table of rebuilt) {
    await db.deleteFrom(table).where('shop_id', '=', shopId).execute();
  }
  await db.deleteFrom('dirty').where('shop_id', '=', shopId).where('kind', '=', 'customer').execute();
  await rebuildSales(transaction, shopId, await loadProducts(db, shopId));
  for (let after = ''; ;) {
    const found = await db
      .selectFrom('orders')
      .select('customer_id')
      .distinct()
      .where('shop_id', '=', shopId)
      .where('customer_id', '>', after)
      .orderBy('customer_id')
      .limit(step)
      .execute();
    const ids = found.flatMap(({ customer_id }) => customer_id ?? []);
    await addCustomers(transaction, shopId, ids);
    const last = ids.at(-1);
    if (last === undefined) {
      return;
    }
    after = last;
  }
}

async function rebuildSales(transaction: CopyTransaction, shopId: string, products: Products): Promise<void> {
  for (let after = ''; ;) {
    const some = await transaction.db
      .selectFrom('orders')
      .select('id')
      .where('shop_id', '=', shopId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(step)
      .execute();
    const last = some.at(-1);
    if (last === undefined) {
      return;
    }
    const ids = some.map(({ id }) => id);
    const found = await loadFamilies(transaction.db, shopId, ids);
    await addCells(transaction, shopId, cellsOf(products, found, 1));
    const waits = new Waits();
    found.forEach((family) => {
      waits.add(family, 1);
    });
    await waits.write(transaction, shopId);
    after = last.id;
  }
}
