import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../../demo/world';
import { stoppedAt, TestShop } from '../../../../tests/support/shop';

const day = 86_400_000;
const now = stoppedAt + 12 * 3_600_000;
const from = now - 3 * day;

type Order = ReturnType<World['orders']['list']> extends Iterable<infer O> ? O : never;

/** What the shop itself has, counted by hand. */
describe('KPIs of the live lane are what the demo shop has', () => {
  let shop: TestShop;
  let world: World;
  let orders: readonly Order[];
  beforeAll(async () => {
    shop = await TestShop.start({ now });
    world = createWorld({ seed: 7, shop: 'usd', clock: () => now, ordersPerDay: 40, anchor: stoppedAt });
    orders = [...world.orders.list('processedAt')].filter(({ test }) => !test);
    // The whole history of the demo shop is made on the way.
  }, 60_000);
  afterAll(() => shop.close());

  async function live(metrics: readonly string[], more: object = {}) {
    const [frame] = await shop.query({ queryType: 'metrics', lane: 'live', metrics, ...more }, { from });
    expect(frame?.meta?.custom).toMatchObject({ source: 'shopifyql' });
    return frame?.fields ?? [];
  }
  const one = async (metrics: readonly string[]) => (await live(metrics)).map(({ values }) => values[0]);

  it('customers, by the first order of each', async () => {
    const first = new Map<string, number>();
    for (const { customerId, processedAt } of orders) {
      if (customerId !== null) {
        first.set(customerId, Math.min(first.get(customerId) ?? Infinity, processedAt));
      }
    }
    const own = orders.filter(({ processedAt, customerId }) => processedAt >= from && customerId !== null);
    const isFirst = ({ customerId, processedAt }: Order) => first.get(customerId ?? '') === processedAt;
    const count = (those: readonly Order[]) => new Set(those.map(({ customerId }) => customerId)).size;
    const fresh = own.filter(isFirst);
    const later = own.filter((order) => !isFirst(order));
    expect([own.length > 50, later.length > 0]).toEqual([true, true]);
    const names = ['customers', 'new_customers', 'returning_customers', 'first_time_orders', 'returning_orders'];
    expect(await one(names)).toEqual([count(own), count(fresh), count(later), fresh.length, later.length]);
    expect((await one(['returning_customer_rate']))[0]).toBeCloseTo(count(later) / count(own), 3);
  });

  it('payments, in all and by gateway', async () => {
    const tried = [...world.orders.list('processedAt')]
      .flatMap(({ transactions }) => transactions)
      .filter(({ processedAt, test, kind }) => processedAt >= from && !test && kind !== 'REFUND' && kind !== 'VOID');
    const failed = tried.filter(({ status }) => status === 'FAILURE' || status === 'ERROR');
    expect(failed.length).toBeGreaterThan(0);
    expect(await one(['payment_attempts', 'payment_failures'])).toEqual([tried.length, failed.length]);
    expect((await one(['payment_failure_rate']))[0]).toBeCloseTo(failed.length / tried.length, 6);
    const [gateways, attempts] = await live(['payment_attempts'], { dimensions: ['gateway'], limit: 50 });
    const byGateway = new Map<string, number>();
    for (const { formattedGateway } of tried) {
      byGateway.set(formattedGateway, (byGateway.get(formattedGateway) ?? 0) + 1);
    }
    expect(new Map([...(gateways?.values ?? [])].map((name, at) => [name, attempts?.values[at]]))).toEqual(byGateway);
  });

  it('stock: what was sold of it and what is left', async () => {
    const gifts = new Set(
      [...world.products.list('id')]
        .filter(({ isGiftCard }) => isGiftCard)
        .flatMap(({ variants }) => variants.map(({ id }) => id))
    );
    const left = [...world.stockAt(now)].filter(([id]) => !gifts.has(id)).reduce((sum, [, units]) => sum + units, 0);
    let sold = 0;
    for (const { at, order, item, sold: units } of world.ledger(from, now)) {
      sold += at >= from && at < now && !order.test && item && !gifts.has(item.variantId) ? units : 0;
    }
    expect(sold).toBeGreaterThan(0);
    expect((await one(['sell_through_rate']))[0]).toBeCloseTo(sold / (sold + left), 6);
  });
});
