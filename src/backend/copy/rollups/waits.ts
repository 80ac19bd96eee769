import { sql } from 'kysely';
import { z } from 'zod';
import type { CopyTransaction } from '../engine/engine';
import type { Family } from './family';
import { hourAt } from './order-hours';

const second = 1_000;
const rows = z.array(z.object({ kind: z.enum(['fulfilled', 'delivered']), hour_at: z.number(), waits: z.string() }));

type Kind = 'fulfilled' | 'delivered';

interface Hour {
  readonly kind: Kind;
  readonly hour_at: number;
  readonly more: Wait[];
  readonly less: Wait[];
}

/** How long one order waited, and the second of the hour in which that ended. */
interface Wait {
  readonly wait: number;
  readonly second: number;
}

/** What orders add to `order_waits`: when the first fulfillment was made and the last parcel delivered, and how long after the order. */
export class Waits {
  private readonly hours = new Map<string, Hour>();

  /** Adds an order's waits, or takes them away again. Test, cancelled and deleted orders have none. */
  add({ order, fulfillments }: Family, sign: 1 | -1): void {
    if (order.test !== 0 || order.deleted_at !== null || order.cancelled_at !== null) {
      return;
    }
    let fulfilled = Infinity;
    let delivered = -Infinity;
    for (const { status, created_at, delivered_at } of fulfillments) {
      if (status === 'SUCCESS') {
        fulfilled = Math.min(fulfilled, created_at);
        delivered = Math.max(delivered, delivered_at ?? -Infinity);
      }
    }
    this.place('fulfilled', fulfilled, order.processed_at, sign);
    this.place('delivered', delivered, order.processed_at, sign);
  }

  /** Brings the hours' rows in line; rows of which nothing is left go. */
  async write({ db, upsert }: CopyTransaction, shop_id: string): Promise<void> {
    const changed = [...this.hours.values()].filter(({ more, less }) => !sameWaits(more, less));
    if (changed.length === 0) {
      return;
    }
    const keys = JSON.stringify(changed.map(({ kind, hour_at }) => [kind, hour_at]));
    const found = await sql`select w.kind as kind, w.hour_at as hour_at, w.waits as waits from json_each(${keys}) k
      join order_waits w on w.shop_id = ${shop_id} and w.kind = k.value ->> 0 and w.hour_at = k.value ->> 1`.execute(
      db
    );
    const before = new Map(rows.parse(found.rows).map((row) => [keyOf(row.kind, row.hour_at), row.waits]));
    const after = changed.map(({ kind, hour_at, more, less }) => ({
      shop_id,
      kind,
      hour_at,
      waits: changedText(before.get(keyOf(kind, hour_at)) ?? '', more, less),
    }));
    await upsert('order_waits', after);
    if (after.some(({ waits }) => waits === '')) {
      await sql`delete from order_waits where shop_id = ${shop_id} and waits = '' and
        (kind, hour_at) in (select value ->> 0, value ->> 1 from json_each(${keys}))`.execute(db);
    }
  }

  private place(kind: Kind, at: number, since: number, sign: 1 | -1): void {
    if (!Number.isFinite(at) || at < since) {
      return;
    }
    const hour_at = hourAt(at);
    const key = keyOf(kind, hour_at);
    const hour = this.hours.get(key) ?? { kind, hour_at, more: [], less: [] };
    this.hours.set(key, hour);
    const wait = Math.floor(at / second) - Math.floor(since / second);
    (sign > 0 ? hour.more : hour.less).push({ wait, second: Math.floor((at - hour_at) / second) });
  }
}

function keyOf(kind: Kind, hourAt: number): string {
  return `${kind} ${hourAt}`;
}

/** Most changes of an order change no wait. */
function sameWaits(one: readonly Wait[], other: readonly Wait[]): boolean {
  return one.length === other.length && textOf(one) === textOf(other);
}

function changedText(before: string, more: readonly Wait[], less: readonly Wait[]): string {
  const list = [...waitsOf(before), ...more];
  for (const gone of less) {
    const at = list.findIndex((each) => each.wait === gone.wait && each.second === gone.second);
    if (at >= 0) {
      list.splice(at, 1);
    }
  }
  return textOf(list);
}

/** Sorted, so that the same orders make the same text in whatever order they came. */
function textOf(waits: readonly Wait[]): string {
  if (waits.length === 0) {
    return '';
  }
  const sorted = [...waits].sort((a, b) => a.wait - b.wait || a.second - b.second);
  const steps = sorted.map(({ wait }, index) => wait - (sorted[index - 1]?.wait ?? 0));
  return `${steps.join(',')};${sorted.map((each) => each.second).join(',')}`;
}

function waitsOf(text: string): Wait[] {
  const [steps, seconds] = text.split(';').map((list) => list.split(',').map(Number));
  let wait = 0;
  return (seconds ?? []).map((each, index) => ({ wait: (wait += steps?.[index] ?? 0), second: each }));
}
