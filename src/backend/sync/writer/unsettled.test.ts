import { describe, expect, it } from 'vitest';
import { id, isNode } from '../mapping/node';
import { testShop, applyAll, openTestStore, testInit } from './testing/shop';
import { unsettledOrders } from './unsettled';

const day = 86_400_000;

describe('orders that await payment', () => {
  it(
    'are those of the copy that are neither paid nor cancelled, the longest unread first',
    { timeout: 60_000 },
    async () => {
      const shop = await testShop({ ordersPerDay: 40 }, false);
      try {
        const now = shop.api.now();
        const since = now - 6 * day;
        const search = `created_at:>='${new Date(since).toISOString()}'`;
        const store = await openTestStore(testInit());
        const nodes = await shop.nodes('orders', search);
        await applyAll(store, 'orders', nodes, now);
        const truth = nodes
          .filter(
            (node) =>
              isNode(node) && /^(AUTHORIZED|PENDING|PARTIALLY_PAID)$/.test(String(node['displayFinancialStatus']))
          )
          .filter((node) => isNode(node) && node['cancelledAt'] === null)
          .map((node) => (isNode(node) ? id(node) : ''));
        const { ids } = await unsettledOrders(store, { since: since - day, most: 1_000 });
        expect(ids.length).toBeGreaterThan(3);
        expect([...ids].sort()).toEqual(truth.sort());

        const [first] = ids;
        const again = nodes.filter((node) => JSON.stringify(node).includes(`/Order/${first ?? ''}"`));
        await applyAll(store, 'orders', again, now + 1_000);
        expect((await unsettledOrders(store, { since: since - day, most: 1_000 })).ids.at(-1)).toBe(first);
        expect((await unsettledOrders(store, { since: since - day, most: 2 })).ids).toHaveLength(2);
        expect((await unsettledOrders(store, { since: now + day, most: 2 })).ids).toEqual([]);
      } finally {
        await shop.close();
      }
    }
  );
});
