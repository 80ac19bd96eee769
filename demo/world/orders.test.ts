import { describe, expect, it } from 'vitest';

import { createWorld } from './index';
import { amount } from './money';
import type { Bag, Order, ShopKey } from './types';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23, 19, 20);
const orders = (shop: ShopKey): Order[] => [
  ...createWorld({ seed: 5, shop, clock: () => now }).orders.list('createdAt', { from: now - 40 * day }),
];

const total = (bags: readonly Bag[], side: keyof Bag): number => bags.reduce((sum, bag) => sum + bag[side], 0);

describe.each(['usd', 'krw'] as const)('orders of the %s shop', (shop) => {
  const all = orders(shop);

  it.each(['shop', 'presentment'] as const)('add up exactly in %s money', (side) => {
    for (const order of all) {
      const { totals, lineItems, shippingLines, refunds } = order;
      const goods = lineItems.reduce(
        (sum, line) => sum + line.unitPrice[side] * line.quantity - line.totalDiscount[side],
        0
      );
      const tax =
        total(
          lineItems.map((line) => line.tax),
          side
        ) +
        total(
          shippingLines.map((line) => line.tax),
          side
        );
      const shipping = total(
        shippingLines.map(({ price }) => price),
        side
      );
      const whole = goods + shipping + totals.tip[side] + (order.taxesIncluded ? 0 : tax);
      expect(totals.total[side]).toBe(whole);
      expect(totals.tax[side]).toBe(tax);
      const back = refunds.reduce(
        (sum, refund) =>
          sum +
          refund.shipping[side] +
          total(
            refund.lineItems.map(({ subtotal }) => subtotal),
            side
          ) +
          (order.taxesIncluded
            ? 0
            : total(
                refund.lineItems.map((item) => item.tax),
                side
              )),
        0
      );
      expect(totals.current[side]).toBe(whole - back);
      expect(Number.isSafeInteger(whole)).toBe(true);
      for (const line of lineItems) {
        expect(line.currentQuantity).toBeGreaterThanOrEqual(0);
        const discount = total(
          line.discounts.map((each) => each.amount),
          side
        );
        expect(discount).toBe(line.totalDiscount[side]);
      }
    }
  });

  it('take back what was bought and no more', () => {
    for (const order of all) {
      expect(order.totals.refunded.shop).toBeLessThanOrEqual(order.totals.received.shop);
      const paidBack = order.transactions
        .filter(({ kind, status }) => kind === 'REFUND' && status === 'SUCCESS')
        .reduce((sum, { amount: bag }) => sum + bag.shop, 0);
      expect(paidBack).toBe(order.totals.refunded.shop);
      for (const line of order.lineItems) {
        const taken = order.refunds
          .flatMap(({ lineItems }) => lineItems)
          .filter(({ lineItemId }) => lineItemId === line.id);
        expect(line.quantity - taken.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(line.currentQuantity);
        if (line.currentQuantity === 0) {
          const net = line.unitPrice.shop * line.quantity - line.totalDiscount.shop;
          expect(
            total(
              taken.map(({ subtotal }) => subtotal),
              'shop'
            )
          ).toBe(net);
          expect(
            total(
              taken.map(({ tax }) => tax),
              'shop'
            )
          ).toBe(line.tax.shop);
        }
      }
    }
  });

  it('give ids to all parts only once', () => {
    const ids = all.flatMap((order) => [
      order.id,
      ...order.lineItems.map(({ id }) => id),
      ...order.transactions.map(({ id }) => id),
      ...order.refunds.flatMap((refund) => [refund.id, ...refund.lineItems.map(({ id }) => id)]),
      ...order.fulfillments.flatMap((parcel) => [parcel.id, ...parcel.lines.map(({ id }) => id)]),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('show what shops live through', () => {
    const some = (test: (order: Order) => boolean): number => all.filter(test).length;
    expect(some(({ test }) => test)).toBeGreaterThan(0);
    expect(some(({ cancelledAt }) => cancelledAt !== null)).toBeGreaterThan(20);
    expect(some(({ edited }) => edited)).toBeGreaterThan(20);
    expect(some(({ displayFinancialStatus: status }) => status === 'PARTIALLY_REFUNDED')).toBeGreaterThan(20);
    expect(some(({ displayFinancialStatus: status }) => status === 'PENDING')).toBeGreaterThan(0);
    expect(some(({ transactions }) => transactions.some(({ errorCode }) => errorCode !== null))).toBeGreaterThan(50);
    expect(some(({ presentmentCurrency, currency }) => presentmentCurrency !== currency)).toBeGreaterThan(100);
    expect(some(({ discountCodes }) => discountCodes.length > 0)).toBeGreaterThan(100);
    expect(some(({ lineItems }) => lineItems.some(({ isGiftCard }) => isGiftCard))).toBeGreaterThan(5);
    expect(new Set(all.map(({ sourceName }) => sourceName)).size).toBe(3);
    expect(some(({ fulfillments }) => fulfillments.length === 2)).toBeGreaterThan(10);
    expect(some(({ processedAt, createdAt }) => processedAt < createdAt)).toBeGreaterThan(5);
  });

  it('leave updatedAt still where Shopify does', () => {
    const still = all.filter(
      (order) =>
        order.fulfillments.some(({ deliveredAt }) => deliveredAt !== null && deliveredAt > order.updatedAt) ||
        order.transactions.some(({ processedAt }) => processedAt > order.updatedAt)
    );
    expect(still.length).toBeGreaterThan(100);
    for (const order of all) {
      const moves = [...order.refunds, ...order.fulfillments].map(({ createdAt }) => createdAt);
      expect(order.updatedAt).toBeGreaterThanOrEqual(Math.max(order.createdAt, order.cancelledAt ?? 0, ...moves));
    }
  });

  it('carry plainly made-up people', () => {
    for (const { email } of all) {
      expect(email ?? 'demo-customer-0001@example.com').toMatch(/^demo-customer-\d{4,}@example\.com$/);
    }
  });
});

describe('won', () => {
  it('has no decimals', () => {
    const bags = orders('krw').flatMap(({ totals, lineItems }) => [
      ...Object.values<Bag>({ ...totals }),
      ...lineItems.map(({ unitPrice }) => unitPrice),
    ]);
    expect(bags.length).toBeGreaterThan(10_000);
    expect(bags.filter(({ shop }) => !/^-?\d+\.0$/.test(amount(shop, 'KRW')))).toEqual([]);
  });
});

describe('amount', () => {
  it.each([
    [0, 'USD', '0.0'],
    [5, 'USD', '0.05'],
    [1250, 'USD', '12.5'],
    [1200, 'USD', '12.0'],
    [-7, 'USD', '-0.07'],
    [-123456, 'USD', '-1234.56'],
    [15000, 'KRW', '15000.0'],
    [-300, 'JPY', '-300.0'],
  ])('writes %i %s as %s', (minor, currency, text) => {
    expect(amount(minor, currency)).toBe(text);
  });
});
