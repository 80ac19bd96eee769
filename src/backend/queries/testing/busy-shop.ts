import { openCopy } from '../../copy';
import { addOrderHours } from '../../copy/rollups';
import { tinyShop } from '../../kpi/testing/tiny-copy';
import { copiedShop, stopped } from './copy-ask';

const hour = 3_600_000;
const day = 24 * hour;

/** A seeded source of chance (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface BusyOptions {
  readonly perHour: number;
  /** Share of orders that come at an instant; 1 where nothing is wrong. */
  readonly share?: (at: number) => number;
  readonly seed?: number;
  readonly weeks?: number;
}

/** Instants of orders at a steady rate (by day twice that of the night, Seoul time), newest last. */
export function orderInstants({ perHour, share = () => 1, seed = 1, weeks = 10 }: BusyOptions): number[] {
  const random = chance(seed);
  const found: number[] = [];
  const most = (perHour * 4) / 3;
  for (let at = stopped - weeks * 7 * day; at < stopped;) {
    at += (-Math.log(1 - random()) * hour) / most;
    const local = new Date(at + 9 * hour).getUTCHours();
    if (at < stopped && random() < (local >= 8 && local < 20 ? 1 : 0.5) * share(at)) {
      found.push(Math.floor(at));
    }
  }
  return found;
}

/** A copy with orders by minute worked out. */
export async function busyShop(options: BusyOptions, more: Parameters<typeof copiedShop>[0] = {}) {
  const orders = orderInstants(options).map((created_at, index) => ({
    id: String(5_000_000_000_000 + index),
    name: `#${String(1001 + index)}`,
    created_at,
    processed_at: created_at,
    source_name: 'web',
    total_price: 450_000_000 + (index % 7) * 50_000_000,
    currency: 'KRW',
    checkout_token: `c${String(index).padStart(31, '0')}`,
    cart_token: `hWN${String(index).padStart(21, '0')}`,
    customer_id: String(7_000_000_000_000 + (index % 500)),
    financial_status: 'PAID',
  }));
  const all = [...orders, ...(more.orders ?? [])];
  const shop = await copiedShop({ ...more, orders: all });
  const { engine } = await openCopy({ file: shop.file, now: 0 });
  await engine.write((transaction) =>
    addOrderHours(
      transaction,
      tinyShop,
      all.flatMap(({ created_at = 0 }) => created_at)
    )
  );
  await engine.close();
  return { ...shop, orders };
}
