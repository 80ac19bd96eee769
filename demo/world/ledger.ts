import { LRUCache } from 'lru-cache';

import { lineNet, taxOf, type Line } from './basket';
import type { Context } from './context';
import { longestLife, type Life } from './life';
import type { Lives } from './lives';
import { times } from './money';
import type { LedgerLine, LedgerOrder, Refund, Transaction } from './types';

type Booking = Omit<LedgerLine, 'order'>;

const empty = {
  sold: 0,
  returned: 0,
  gross: 0,
  discounts: 0,
  returns: 0,
  shipping: 0,
  tax: 0,
  tips: 0,
  cost: 0,
};

/** A line as sold. Gift cards are money kept for later, not sales. */
function soldLine(context: Context, life: Life, line: Line): Booking {
  const included = context.profile.info.taxesIncluded;
  const full = times(line.unitPrice, line.quantity);
  const fullTax = included && line.taxable ? taxOf(context, full, line.taxRate).shop : 0;
  const net = lineNet(line).shop - (included ? line.tax.shop : 0);
  const gross = full.shop - fullTax;
  const counts = line.isGiftCard ? 0 : 1;
  return {
    ...empty,
    at: line.addedByEdit ? line.addedAt : life.facts.processedAt,
    kind: line.addedByEdit ? 'edit' : 'sale',
    item: line,
    sold: line.quantity * counts,
    gross: gross * counts,
    discounts: (net - gross) * counts,
    tax: line.tax.shop,
    cost: line.unitCost * line.quantity,
  };
}

function refunded(context: Context, life: Life, refund: Refund): Booking[] {
  const included = context.profile.info.taxesIncluded;
  const goods = refund.lineItems.flatMap((back): Booking[] => {
    const line = life.lines.find(({ id }) => id === back.lineItemId);
    if (!line) {
      return [];
    }
    const counts = line.isGiftCard ? 0 : 1;
    return [
      {
        ...empty,
        at: refund.createdAt,
        kind: 'return',
        item: line,
        returned: back.quantity * counts,
        returns: -(back.subtotal.shop - (included ? back.tax.shop : 0)) * counts + 0,
        tax: -back.tax.shop + 0,
        cost: back.restocked ? -line.unitCost * back.quantity + 0 : 0,
      },
    ];
  });
  const { shipping, shippingTax } = refund;
  return shipping.shop === 0
    ? goods
    : [
        ...goods,
        {
          ...empty,
          at: refund.createdAt,
          kind: 'return',
          item: null,
          shipping: -(shipping.shop - (included ? shippingTax.shop : 0)),
          tax: -shippingTax.shop + 0,
        },
      ];
}

function bookings(context: Context, life: Life): Booking[] {
  const included = context.profile.info.taxesIncluded;
  const shipping = life.shipping ? life.shipping.price.shop - (included ? life.shipping.tax.shop : 0) : 0;
  const extras: Booking[] =
    shipping === 0 && life.tip.shop === 0
      ? []
      : [
          {
            ...empty,
            at: life.facts.processedAt,
            kind: 'sale',
            item: null,
            shipping,
            tax: life.shipping?.tax.shop ?? 0,
            tips: life.tip.shop,
          },
        ];
  return [
    ...life.lines.map((line) => soldLine(context, life, line)),
    ...extras,
    ...life.refunds.flatMap((refund) => refunded(context, life, refund)),
  ];
}

export interface Ledger {
  between(from: number, to: number, now: number): Generator<LedgerLine>;
  payments(from: number, to: number, now: number): Generator<Transaction>;
}

export function ledger(context: Context, lives: Lives): Ledger {
  const { calendar, openDay } = context;
  const cache = new LRUCache<number, ReadonlyArray<{ life: Life; lines: readonly Booking[] }>>({ max: 140 });
  const ofDay = (day: number): ReadonlyArray<{ life: Life; lines: readonly Booking[] }> => {
    let known = cache.get(day);
    if (!known) {
      known = lives.ofDay(day).map((life) => ({ life, lines: bookings(context, life) }));
      cache.set(day, known);
    }
    return known;
  };
  function* days(from: number, to: number): Generator<number> {
    const last = calendar.dayOf(to) + 1;
    for (let day = Math.max(openDay, calendar.dayOf(from) - longestLife); day <= last; day++) {
      yield day;
    }
  }
  return {
    *between(from, to, now) {
      for (const day of days(from, Math.min(to, now + 1))) {
        for (const { life, lines } of ofDay(day)) {
          if (life.facts.createdAt > now) {
            continue;
          }
          let order: LedgerOrder | undefined;
          for (const line of lines) {
            if (line.at >= from && line.at < to && line.at <= now) {
              order ??= { ...life.facts, cancelled: life.cancelledAt !== undefined && life.cancelledAt <= now };
              yield { ...line, order };
            }
          }
        }
      }
    },
    *payments(from, to, now) {
      for (const day of days(from, Math.min(to, now + 1))) {
        for (const life of lives.ofDay(day)) {
          if (life.facts.createdAt <= now) {
            yield* life.transactions.filter(({ processedAt: at }) => at >= from && at < to && at <= now);
          }
        }
      }
    },
  };
}
