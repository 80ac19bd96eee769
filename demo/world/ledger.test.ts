import { describe, expect, it } from 'vitest';

import { createWorld } from './index';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23, 19, 20);

describe.each(['usd', 'krw'] as const)('the ledger of the %s shop', (shop) => {
  const world = createWorld({ seed: 9, shop, clock: () => now, ordersPerDay: 30 });

  it('comes to what each order is worth now', () => {
    const sums = new Map<string, number>();
    for (const line of world.ledger(now - 60 * day, now + 1)) {
      const worth = line.gross + line.discounts + line.returns + line.shipping + line.tax + line.tips;
      sums.set(line.order.id, (sums.get(line.order.id) ?? 0) + worth);
    }
    let compared = 0;
    for (const order of world.orders.list('createdAt', { from: now - 20 * day })) {
      if (!order.lineItems.some(({ isGiftCard }) => isGiftCard)) {
        expect(sums.get(order.id)).toBe(order.totals.current.shop);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('books refunds on the day they are made', () => {
    for (const refund of world.refunds.list('createdAt', { from: now - 10 * day })) {
      const lines = [...world.ledger(refund.createdAt, refund.createdAt + 1)].filter(
        ({ order, kind }) => order.id === refund.orderId && kind === 'return'
      );
      expect(lines.filter(({ item }) => item !== null)).toHaveLength(refund.lineItems.length);
    }
  });

  it('leaves nothing out and counts nothing twice when days are put together', () => {
    const worth = (from: number, to: number): number =>
      [...world.ledger(from, to)].reduce((sum, line) => sum + line.gross + line.returns + line.tax, 0);
    const from = now - 12 * day;
    let sum = 0;
    for (let at = from; at < now; at += day) {
      sum += worth(at, Math.min(now, at + day));
    }
    expect(sum).toBe(worth(from, now));
  });
});
