import { lineNet, type Line } from './basket';
import type { Context } from './context';
import { gid } from './ids';
import { minus, nothing, plus, share } from './money';
import type { Bag, Gid, Order, Refund, RefundLineItem, ShippingLine, Transaction } from './types';

/** The share of a sum for the next `quantity` of `whole` units, `done` having gone before. */
function next(bag: Bag, done: number, quantity: number, whole: number): Bag {
  return minus(share(bag, done + quantity, whole), share(bag, done, whole));
}

interface Goods {
  readonly context: Context;
  readonly orderId: Order['id'];
  readonly orderKey: number;
  readonly lines: readonly Line[];
  readonly shipping: ShippingLine | undefined;
}

export interface RefundWish {
  readonly at: number;
  readonly lines: ReadonlyArray<{ readonly line: number; readonly quantity: number }>;
  readonly withShipping: boolean;
  readonly restockType: RefundLineItem['restockType'];
  readonly locationId: Gid | null;
  readonly note: string | null;
  readonly returnId: Gid | null;
  /** What may be paid back at most; less than the goods' worth where the order was not paid. */
  readonly payable: Bag;
  /** The payment that is given back; undefined where nothing was paid. */
  readonly paidWith: Transaction | undefined;
}

export interface Refunder {
  readonly remaining: (line: number) => number;
  /** Undefined where nothing is left to take back. */
  refund(wish: RefundWish): { refund: Refund; transactions: readonly Transaction[] } | undefined;
}

/** Takes goods and money back piece by piece; the pieces of one line sum to it exactly. */
export function refunder({ context, orderId, orderKey, lines, shipping }: Goods): Refunder {
  const done = lines.map(() => 0);
  let count = 0;
  let shippingDone = false;
  const remaining = (line: number): number => (lines[line]?.quantity ?? 0) - (done[line] ?? 0);
  return {
    remaining,
    refund: (wish) => {
      const id = orderKey * 4 + count;
      const items = wish.lines.flatMap(({ line: place, quantity: wanted }): RefundLineItem[] => {
        const line = lines[place];
        const quantity = Math.min(wanted, remaining(place));
        if (!line || quantity <= 0) {
          return [];
        }
        const before = done[place] ?? 0;
        done[place] = before + quantity;
        return [
          {
            id: gid('RefundLineItem', id * 8 + place),
            lineItemId: line.id,
            quantity,
            restockType: wish.restockType,
            restocked: wish.restockType !== 'NO_RESTOCK',
            locationId: wish.restockType === 'NO_RESTOCK' ? null : wish.locationId,
            price: line.unitPrice,
            subtotal: next(lineNet(line), before, quantity, line.quantity),
            tax: next(line.tax, before, quantity, line.quantity),
          },
        ];
      });
      if (items.length === 0) {
        return undefined;
      }
      count += 1;
      const giveShipping = wish.withShipping && !shippingDone && shipping !== undefined;
      shippingDone ||= giveShipping;
      const shippingBack = giveShipping ? shipping.price : nothing;
      const shippingTax = giveShipping ? shipping.tax : nothing;
      const goods = plus(...items.map((item) => item.subtotal), shippingBack);
      const worth = context.profile.info.taxesIncluded ? goods : plus(goods, ...items.map((item) => item.tax));
      const total = wish.payable.shop < worth.shop ? wish.payable : worth;
      const paid = wish.paidWith && total.shop > 0 ? wish.paidWith : undefined;
      const transactions: Transaction[] = paid
        ? [
            {
              ...paid,
              id: gid('OrderTransaction', orderKey * 16 + 8 + count),
              parentId: paid.id,
              kind: 'REFUND',
              status: 'SUCCESS',
              errorCode: null,
              amount: total,
              createdAt: wish.at,
              processedAt: wish.at,
            },
          ]
        : [];
      return {
        transactions,
        refund: {
          id: gid('Refund', id),
          orderId,
          createdAt: wish.at,
          processedAt: wish.at,
          updatedAt: wish.at,
          note: wish.note,
          lineItems: items,
          shipping: shippingBack,
          shippingTax,
          total: paid ? total : nothing,
          transactionIds: transactions.map((each) => each.id),
          returnId: wish.returnId,
        },
      };
    },
  };
}
