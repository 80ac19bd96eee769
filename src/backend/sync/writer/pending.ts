import type { CopyTransaction } from '../../copy';
import { addCustomers, addOrderHours } from '../../copy/rollups';
import type { Store } from './store';

/** What bulk results leave to their end: it is quicker for all at once, and needs indexes that are made by then. */
type Pending = 'customer' | 'hour';

/** Customers or hours of one transaction at the end. */
const steps: Readonly<Record<Pending, number>> = { customer: 4_000, hour: 2_400 };

/** Keeps customers, or hours by their epoch milliseconds, to be worked out by `workOutPending`. */
export async function keepPending(
  { upsert }: CopyTransaction,
  shop_id: string,
  kind: Pending,
  values: readonly string[]
): Promise<void> {
  await upsert(
    'dirty',
    values.map((value) => ({ shop_id, kind, value }))
  );
}

/** Figures of all customers, or hours, that bulk results touched. A stop in between loses nothing: what is left stays kept. */
export async function workOutPending(store: Store, kinds: readonly Pending[], signal: AbortSignal): Promise<void> {
  for (const kind of kinds) {
    while ((await step(store, kind)) > 0) {
      signal.throwIfAborted();
    }
  }
}

async function step({ engine, shopId }: Store, kind: Pending): Promise<number> {
  return await engine.write(async (transaction) => {
    const rows = await transaction.db
      .selectFrom('dirty')
      .select('value')
      .where('shop_id', '=', shopId)
      .where('kind', '=', kind)
      .orderBy('value')
      .limit(steps[kind])
      .execute();
    const values = rows.map(({ value }) => value);
    const last = values.at(-1);
    if (last === undefined) {
      return 0;
    }
    if (kind === 'customer') {
      await addCustomers(transaction, shopId, values);
    } else {
      await addOrderHours(transaction, shopId, values.map(Number));
    }
    await transaction.db
      .deleteFrom('dirty')
      .where('shop_id', '=', shopId)
      .where('kind', '=', kind)
      .where('value', '<=', last)
      .execute();
    return values.length;
  });
}
