import { DatabaseSync } from 'node:sqlite';
import type { Bag, Order, World } from '../../demo/world';

/** How a copy differs from the world's truth. */
export interface Difference {
  /** Rows that are missing, or hold what was true before. */
  readonly lost: readonly string[];
  /** Rows that are there twice, or that never were. */
  readonly doubled: readonly string[];
}

type Value = string | number | null;

interface Check {
  readonly name: string;
  readonly sql: string;
  readonly truth: ReadonlyMap<string, readonly Value[]>;
  /** Rows that may be there besides: those that have left the app's sixty days. */
  readonly others: ReadonlySet<string>;
}

const bare = (gid: string) => /(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? gid;
const money = ({ shop }: Bag) => shop * 100;
const visible = 60 * 86_400_000;
const hour = 3_600_000;

/** Compares a copy with the demo's world at a moment, row by row. */
export function compare(file: string, world: World, at: number): Difference {
  const database = new DatabaseSync(file, { readOnly: true });
  const lost: string[] = [];
  const doubled: string[] = [];
  try {
    for (const { name, sql, truth, others } of checks(world.at(at), at)) {
      const seen = new Set<string>();
      for (const row of database.prepare(sql).all()) {
        const [key, ...values] = Object.values(row);
        const id = String(key);
        const expected = truth.get(id);
        if (seen.has(id) || (expected === undefined && !others.has(id))) {
          doubled.push(`${name} ${id}`);
        } else if (expected !== undefined && JSON.stringify(values) !== JSON.stringify(expected)) {
          lost.push(`${name} ${id}: ${JSON.stringify(values)} for ${JSON.stringify(expected)}`);
        }
        seen.add(id);
      }
      [...truth.keys()].filter((id) => !seen.has(id)).forEach((id) => lost.push(`${name} ${id}: none`));
    }
  } finally {
    database.close();
  }
  return { lost, doubled };
}

/** Every row that a check reads, for the tail of a run. */
export function rowsOf(world: World, at: number): number {
  return checks(world.at(at), at).reduce((sum, { truth }) => sum + truth.size, 0);
}

function checks(world: World, at: number): Check[] {
  const every = [...world.orders.list('createdAt', { from: at - visible - 3 * 86_400_000 })];
  const sure = every.filter(({ createdAt }) => createdAt >= at - visible + hour);
  const rest = every.filter(({ createdAt }) => createdAt < at - visible + hour);
  const of = <Part>(
    parts: (order: Order) => readonly Part[],
    key: (part: Part) => string,
    values: (part: Part) => Value[]
  ) => ({
    truth: new Map(sure.flatMap(parts).map((part) => [key(part), values(part)] as const)),
    others: new Set(rest.flatMap(parts).map(key)),
  });
  const whole = <Row>(rows: Iterable<Row>, key: (row: Row) => string, values: (row: Row) => Value[]) => ({
    truth: new Map([...rows].map((row) => [key(row), values(row)] as const)),
    others: new Set<string>(),
  });
  const id = ({ id: gid }: { readonly id: string }) => bare(gid);
  const fulfillmentOrders = [...world.fulfillmentOrders.list('id')];
  const ids = new Set(sure.map(({ id: gid }) => gid));
  return [
    {
      name: 'orders',
      sql: `select id, name, created_at, updated_at, cancelled_at, closed_at, total_price, current_total, financial_status,
        fulfillment_status from orders where deleted_at is null`,
      ...of(
        (order) => [order],
        id,
        (order) => [
          order.name,
          order.createdAt,
          order.updatedAt,
          order.cancelledAt,
          order.closedAt,
          money(order.totals.total),
          money(order.totals.current),
          order.displayFinancialStatus,
          order.displayFulfillmentStatus,
        ]
      ),
    },
    {
      name: 'line_items',
      sql: 'select id, quantity, current_quantity from line_items',
      ...of(
        ({ lineItems }) => lineItems,
        id,
        ({ quantity, currentQuantity }) => [quantity, currentQuantity]
      ),
    },
    {
      name: 'transactions',
      sql: 'select id, kind, status, amount from transactions',
      ...of(
        ({ transactions }) => transactions,
        id,
        ({ kind, status, amount }) => [kind, status, money(amount)]
      ),
    },
    {
      name: 'refunds',
      sql: 'select id, created_at, total from refunds',
      ...of(
        ({ refunds }) => refunds,
        id,
        ({ createdAt, total }) => [createdAt, money(total)]
      ),
    },
    {
      name: 'refund_lines',
      sql: "select refund_id || ' ' || line_item_id, sum(quantity) from refund_lines group by refund_id, line_item_id",
      ...of(
        ({ refunds }) => refunds.flatMap(({ id: refund, lineItems }) => lineItems.map((line) => ({ refund, ...line }))),
        ({ refund, lineItemId }) => `${bare(refund)} ${bare(lineItemId)}`,
        ({ quantity }) => [quantity]
      ),
    },
    {
      name: 'returns',
      sql: 'select id, status, quantity from returns',
      ...of(
        ({ returns }) => returns,
        id,
        ({ status, totalQuantity }) => [status, totalQuantity]
      ),
    },
    {
      name: 'fulfillments',
      sql: 'select id, status, created_at from fulfillments',
      ...of(
        ({ fulfillments }) => fulfillments,
        id,
        ({ status, createdAt }) => [status, createdAt]
      ),
    },
    {
      name: 'products',
      sql: 'select id, title, status, updated_at from products where deleted_at is null',
      ...whole(world.products.list('id'), id, ({ title, status, updatedAt }) => [title, status, updatedAt]),
    },
    {
      name: 'variants',
      sql: 'select id, price, updated_at from variants where deleted_at is null',
      ...whole(world.variants.list('id'), id, ({ price, updatedAt }) => [price * 100, updatedAt]),
    },
    {
      name: 'inventory_levels',
      sql: "select inventory_item_id || ' ' || location_id, available from inventory_levels where deleted_at is null",
      ...whole(
        [...world.inventoryItems.list('id')].flatMap(({ levels }) => levels),
        ({ inventoryItemId, locationId }) => `${bare(inventoryItemId)} ${bare(locationId)}`,
        // What ships moves on_hand and no time of the level: the snapshot every six hours finds it.
        ({ quantities }) => [quantities.available]
      ),
    },
    {
      name: 'fulfillment_orders',
      sql: 'select id, status, updated_at from fulfillment_orders where deleted_at is null',
      truth: new Map(
        fulfillmentOrders
          .filter(({ orderId }) => ids.has(orderId))
          .map((row) => [id(row), [row.status, row.updatedAt]] as const)
      ),
      others: new Set(fulfillmentOrders.filter(({ orderId }) => !ids.has(orderId)).map(id)),
    },
  ];
}
