import { sql } from 'kysely';
import type { CopyTransaction } from '../engine/engine';
import type { CopyDatabase } from '../schema';

const hour = 3_600_000;
const minute = 60_000;
const hoursTogether = 24;

/** Values of an hour's orders that are kept apart. */
const sampled = 10;

type HourRow = CopyDatabase['order_hours'];
type OrderFacts = Pick<
  CopyDatabase['orders'],
  'created_at' | 'test' | 'source_name' | 'checkout_token' | 'total_price'
>;

/** Ways of an order into the shop that pass no online checkout, whatever tokens it bears. */
const elsewhere = new Set(['pos', 'shopify_draft_order', 'draft_orders', 'import']);

/**
 * Whether an order was placed through the online checkout: by `web`, or with a checkout token by any channel but point of
 * sale, drafts, imports and subscriptions that renew themselves.
 */
export function isOnline({ source_name: source, checkout_token: token }: Omit<OrderFacts, 'created_at'>): boolean {
  if (source === 'web') {
    return true;
  }
  return token !== null && !elsewhere.has(source ?? '') && source?.startsWith('subscription_contract') !== true;
}

/** Works the hours anew in which orders of these instants were created, in the transaction that wrote them. */
export async function addOrderHours(
  { db, upsert }: CopyTransaction,
  shopId: string,
  instants: Iterable<number>
): Promise<void> {
  for (const hours of neighbours([...instants].map(hourAt))) {
    const from = hours[0] ?? 0;
    const orders = await db
      .selectFrom('orders')
      .select(['created_at', 'test', 'source_name', 'checkout_token', 'total_price'])
      .where('shop_id', '=', shopId)
      .where('created_at', '>=', from)
      .where('created_at', '<', (hours.at(-1) ?? 0) + hour)
      .where('deleted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    const byHour = new Map<number, OrderFacts[]>(hours.map((at) => [at, []]));
    orders.forEach((order) => byHour.get(hourAt(order.created_at))?.push(order));
    await upsert(
      'order_hours',
      [...byHour].map(([at, own]) => hourRow(shopId, at, own))
    );
  }
}

/** The beginning of an instant's hour. */
export function hourAt(instant: number): number {
  return Math.floor(instant / hour) * hour;
}

/** Hours that are read with one statement: those that follow each other, no more than a day's. */
function neighbours(all: readonly number[]): number[][] {
  const lists: number[][] = [];
  for (const at of [...new Set(all)].sort((a, b) => a - b)) {
    const list = lists.at(-1);
    if (list?.at(-1) === at - hour && list.length < hoursTogether) {
      list.push(at);
    } else {
      lists.push([at]);
    }
  }
  return lists;
}

/** The same for orders whose instants are not at hand. */
export async function addHoursOf(transaction: CopyTransaction, shopId: string, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ at: number }>`select distinct created_at / ${hour} * ${hour} as at from orders
    where shop_id = ${shopId} and id in (select value from json_each(${JSON.stringify(ids)}))`.execute(transaction.db);
  await addOrderHours(
    transaction,
    shopId,
    rows.map(({ at }) => at)
  );
}

function hourRow(shopId: string, from: number, orders: readonly OrderFacts[]): HourRow {
  const counts = new Array<number>(60).fill(0);
  const revenue = new Array<number>(60).fill(0);
  const real = orders.filter(({ test }) => test === 0);
  const online = real.filter(isOnline);
  for (const { created_at, total_price } of online) {
    const at = Math.floor((created_at - from) / minute);
    counts[at] = (counts[at] ?? 0) + 1;
    revenue[at] = (revenue[at] ?? 0) + total_price;
  }
  const few = Math.min(sampled, online.length);
  const sample = Array.from(
    { length: few },
    (_, at) => online[Math.floor((at * online.length) / few)]?.total_price ?? 0
  );
  return {
    shop_id: shopId,
    hour_at: from,
    orders: packed(counts),
    revenue: packed(revenue),
    sample: sample.join(','),
    last_at: online.at(-1)?.created_at ?? null,
    other_orders: real.length - online.length,
    test_orders: orders.length - real.length,
  };
}

function packed(values: readonly number[]): string {
  return values
    .map((value) => (value === 0 ? '' : String(value)))
    .join(',')
    .replace(/,+$/, '');
}

const comma = 44;
const minus = 45;
const zero = 48;

/** Adds an hour's minutes to buckets of so many minutes, from bucket `first` on. Many texts are read at once: no splitting. */
export function addMinutes(text: string, minutesPerBucket: number, into: Float64Array, first: number): void {
  let [at, value, sign] = [0, 0, 1];
  const put = () => {
    if (value !== 0) {
      const bucket = first + Math.floor(at / minutesPerBucket);
      if (bucket >= 0 && bucket < into.length) {
        into[bucket] = (into[bucket] ?? 0) + sign * value;
      }
    }
    at += 1;
    value = 0;
    sign = 1;
  };
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === comma) {
      put();
    } else if (code === minus) {
      sign = -1;
    } else {
      value = value * 10 + code - zero;
    }
  }
  put();
}
