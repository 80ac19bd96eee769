import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { amount, type LedgerLine, type ShopKey, type World } from '../../../../demo/world';
import { tenThousandths } from '../mapping/money';
import { idOfGid } from '../mapping/node';
import type { Store } from './store';
import { applyAll, bulkEntities, ingestText, openTestStore, testShop, type TestShop } from './testing/shop';

const numbered = (gid: string): string => idOfGid(gid) ?? '';

/** The whole copy by bulk operations; what those don't give comes by pages. */
async function backfill(shop: TestShop, store: Store): Promise<void> {
  for (const entity of bulkEntities) {
    await ingestText(store, entity, await shop.bulk(entity), { readAt: shop.api.now() });
  }
  await applyAll(store, 'refund_lines', await shop.nodes('refund_lines'), shop.api.now());
}

/** The last months of a small shop: a stock of orders of every kind. */
function shopOf(key: ShopKey): Promise<TestShop> {
  return testShop({ shop: key, ordersPerDay: 3 });
}

describe.each(['usd', 'krw'] as const)('a copy of the %s shop', (key) => {
  it('has every row of the world, and its ledger', { timeout: 240_000 }, async () => {
    const shop = await shopOf(key);
    const { world } = shop;
    const store = await openTestStore(shop.init);
    await backfill(shop, store);
    const now = shop.api.now();
    const money = (minor: number): number => tenThousandths(amount(minor, world.shop.currency)) ?? NaN;
    const orders = [...world.at(now).orders.list('id')];
    const { db } = store.engine;
    const rows = await db
      .selectFrom('orders')
      .selectAll()
      .orderBy(sql`cast(id as integer)`)
      .execute();
    expect(
      rows.map(
        ({
          id,
          name,
          created_at,
          updated_at,
          cancelled_at,
          test,
          current_total,
          total_price,
          customer_id,
          tags,
          units,
        }) => ({
          id,
          name,
          created_at,
          updated_at,
          cancelled_at,
          test,
          current_total,
          total_price,
          customer_id,
          tags,
          units,
        })
      )
    ).toEqual(
      orders.map((order) => ({
        id: numbered(order.id),
        name: order.name,
        created_at: seconds(order.createdAt),
        updated_at: seconds(order.updatedAt),
        cancelled_at: order.cancelledAt === null ? null : seconds(order.cancelledAt),
        test: order.test ? 1 : 0,
        current_total: money(order.totals.current.shop),
        total_price: money(order.totals.total.shop),
        customer_id: order.customerId === null ? null : numbered(order.customerId),
        tags: JSON.stringify(order.tags),
        units: order.lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
      }))
    );
    const counts = {
      line_items: sum(orders, ({ lineItems }) => lineItems.length),
      transactions: sum(orders, ({ transactions }) => transactions.length),
      refunds: sum(orders, ({ refunds }) => refunds.length),
      refund_lines: sum(orders, ({ refunds }) => sum(refunds, ({ lineItems }) => lineItems.length)),
      returns: sum(orders, ({ returns }) => returns.length),
      return_lines: sum(orders, ({ returns }) => sum(returns, ({ lines }) => lines.length)),
      fulfillments: sum(orders, ({ fulfillments }) => fulfillments.length),
      fulfillment_orders: sum(orders, ({ fulfillmentOrders }) => fulfillmentOrders.length),
      order_tags: sum(orders, ({ tags }) => new Set(tags).size),
      products: world.products.count('id'),
      variants: world.variants.count('id'),
      inventory_items: world.inventoryItems.count('id'),
      locations: world.locations.count('id'),
      customers: world.at(now).customers.count('id'),
      abandoned_checkouts: world.at(now).abandonedCheckouts.count('id'),
      discounts: world.discounts.count('id'),
    } as const;
    for (const [table, expected] of Object.entries(counts)) {
      const found = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`.execute(db);
      expect([table, found.rows[0]?.rows]).toEqual([table, expected]);
    }
    const lines = await db
      .selectFrom('line_items')
      .selectAll()
      .orderBy(sql`cast(id as integer)`)
      .execute();
    expect(
      lines.map(({ id, order_id, quantity, current_quantity, unit_price, discount, unit_cost }) => ({
        id,
        order_id,
        quantity,
        current_quantity,
        unit_price,
        discount,
        unit_cost,
      }))
    ).toEqual(
      orders
        .flatMap((order) =>
          order.lineItems.map((line) => ({
            id: numbered(line.id),
            order_id: numbered(order.id),
            quantity: line.quantity,
            current_quantity: line.currentQuantity,
            unit_price: money(line.unitPrice.shop),
            discount: money(line.totalDiscount.shop),
            unit_cost: money(line.unitCost),
          }))
        )
        .sort((a, b) => Number(a.id) - Number(b.id))
    );
    expect(await salesByDay(store)).toEqual(ledgerByDay(world.at(now), store, money));
    const first = await db.selectFrom('customer_facts').selectAll().execute();
    const counted = orders.filter(
      ({ test, cancelledAt, customerId }) => !test && cancelledAt === null && customerId !== null
    );
    expect(sum(first, (row) => row.orders)).toBe(counted.length);
    expect(first.length).toBe(new Set(counted.map(({ customerId }) => customerId)).size);
    const cohorts = await db.selectFrom('cohort_cells').selectAll().execute();
    expect(sum(cohorts, (row) => row.orders)).toBe(counted.length);
    expect(sum(cohorts, (row) => row.net)).toBe(sum(first, (row) => row.net));
  });
});

async function salesByDay({ engine }: Store) {
  const rows = await engine.db
    .selectFrom('daily_sales')
    .selectAll()
    .where('dimension', '=', 'all')
    .orderBy('day')
    .execute();
  return rows.map(({ day, orders, units_sold, units_returned, gross, discounts, returns, taxes, shipping, tips }) => ({
    day,
    orders,
    units_sold,
    units_returned,
    gross,
    discounts,
    returns,
    taxes,
    shipping,
    tips,
  }));
}

function ledgerByDay(world: World, store: Store, money: (minor: number) => number) {
  const days = new Map<string, ReturnType<typeof blank>>();
  const at = (instant: number) => {
    const day = store.days.dayOf(seconds(instant));
    const known = days.get(day) ?? blank(day);
    days.set(day, known);
    return known;
  };
  for (const order of world.orders.list('id')) {
    if (!order.test) {
      at(order.processedAt).orders += 1;
    }
  }
  for (const line of world.ledger(0, world.now() + 1)) {
    if (!line.order.test) {
      add(at(line.at), line, money);
    }
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

function blank(day: string) {
  return {
    day,
    orders: 0,
    units_sold: 0,
    units_returned: 0,
    gross: 0,
    discounts: 0,
    returns: 0,
    taxes: 0,
    shipping: 0,
    tips: 0,
  };
}

function add(to: ReturnType<typeof blank>, line: LedgerLine, money: (minor: number) => number): void {
  to.units_sold += line.sold;
  to.units_returned += line.returned;
  to.gross += money(line.gross);
  to.discounts -= money(line.discounts);
  to.returns -= money(line.returns);
  to.taxes += money(line.tax);
  to.shipping += money(line.shipping);
  to.tips += money(line.tips);
}

/** Shopify tells times by the second. */
function seconds(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
