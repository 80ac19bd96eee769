import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openCopy, tables } from '../../src/backend/copy';
import { addOrderHours } from '../../src/backend/copy/rollups';

const hour = 3_600_000;
const day = 24 * hour;

/** Sunday, 2026-11-22 18:00 UTC. */
export const end = Date.UTC(2026, 10, 22, 18);
export const shopId = '1';

const empty = { id: '', text: '', integer: 0, money: 0, instant: 0, day: '', flag: 0, list: '[]', json: '{}' } as const;

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

/** A copy with so many orders in the year before `end`, twice as many by day as by night; made once and kept. */
export async function copyOf(orders: number): Promise<string> {
  const file = path.resolve('artifacts/bench-impact', `${String(orders)}.sqlite`);
  if (existsSync(file)) {
    return file;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const making = `${file}.making`;
  rmSync(making, { force: true });
  const { engine } = await openCopy({ file: making, now: 0 });
  const database = new DatabaseSync(making);
  const columns = Object.entries(tables.orders.columns);
  const insert = database.prepare(
    `insert into orders (${columns.map(([name]) => name).join(', ')}) values (${columns.map(() => '?').join(', ')})`
  );
  const random = chance(7);
  database.exec('begin');
  for (let at = 0; at < orders; at += 1) {
    let createdAt = 0;
    do {
      createdAt = Math.floor(end - random() * 365 * day);
    } while (random() > ((createdAt / hour + 9) % 24 < 12 ? 1 : 0.5));
    const id = String(5_000_000_000_000 + at);
    const own: Readonly<Record<string, string | number>> = {
      shop_id: shopId,
      id,
      name: `#${String(1001 + at)}`,
      created_at: createdAt,
      processed_at: createdAt,
      created_day: new Date(createdAt).toISOString().slice(0, 10),
      currency: 'KRW',
      source_name: random() < 0.95 ? 'web' : 'pos',
      checkout_token: `c${id.padStart(31, '0')}`,
      cart_token: `hWN${id.padStart(21, '0')}`,
      customer_id: String(7_000_000_000_000 + Math.floor(random() * 200_000)),
      financial_status: 'PAID',
      total_price: 100_000_000 + Math.floor(random() * 900_000_000),
    };
    insert.run(...columns.map(([name, { kind, nullable }]) => own[name] ?? (nullable ? null : empty[kind])));
  }
  database.exec('commit');
  database
    .prepare('insert into shops values (?, ?, ?, ?, ?, ?, ?)')
    .run(shopId, 'bench.myshopify.com', 'Bench', 'KRW', 'Asia/Seoul', 'Basic', 0);
  database.close();
  for (let from = end - 365 * day; from < end; from += 200 * hour) {
    const hours = Array.from({ length: 200 }, (_, at) => from + at * hour);
    await engine.write((transaction) => addOrderHours(transaction, shopId, hours));
  }
  await engine.close();
  renameSync(making, file);
  return file;
}
