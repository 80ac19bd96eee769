import { hour, minute } from './calendar';
import type { Context } from './context';
import { gid } from './ids';
import { minus, nothing } from './money';
import type { Random } from './random';
import type { Bag, Incident, Order, Transaction } from './types';

export interface Payment {
  readonly transactions: readonly Transaction[];
  /** When the whole sum had arrived; undefined if it never does. */
  readonly paidAt: number | undefined;
  /** A payment that arrives later and is seen by the order's `updatedAt`. */
  readonly touchAt: number | undefined;
}

const declines = [
  'CARD_DECLINED',
  'INSUFFICIENT_FUNDS',
  'EXPIRED_CARD',
  'INCORRECT_CVC',
  'PROCESSING_ERROR',
  'FRAUD_SUSPECTED',
] as const;

interface Charge {
  readonly context: Context;
  readonly orderId: Order['id'];
  readonly orderKey: number;
  readonly at: number;
  readonly total: Bag;
  readonly source: Order['sourceName'];
  readonly test: boolean;
  readonly incident: Incident | undefined;
}

type Gateway = Pick<Transaction, 'gateway' | 'formattedGateway' | 'paymentMethod'>;

function gatewayOf({ context, source, test }: Charge, draw: Random): Gateway {
  if (test) {
    return { gateway: 'bogus', formattedGateway: 'Bogus Gateway', paymentMethod: 'bogus' };
  }
  if (source === 'pos' && draw.chance(0.35)) {
    return { gateway: 'cash', formattedGateway: 'Cash', paymentMethod: 'cash' };
  }
  const { gateways } = context.profile;
  const usable = source === 'pos' ? gateways.filter(([gateway]) => gateway !== 'manual') : gateways;
  const [gateway, formattedGateway, paymentMethod] = usable[draw.weighted(usable.map((each) => each[3]))] ?? [
    'manual',
    'Manual',
    'manual',
  ];
  return { gateway, formattedGateway, paymentMethod };
}

/** The attempts to pay an order: failures before it, the sale or authorization, what comes later. */
export function pay(charge: Charge, draw: Random): Payment {
  const { context, at, total, incident } = charge;
  const list: Transaction[] = [];
  const add = (
    part: Pick<Transaction, 'kind' | 'status' | 'amount' | 'processedAt'> & Partial<Pick<Transaction, 'errorCode'>>,
    gateway: Gateway,
    parentId: Transaction['parentId'] = null
  ): Transaction => {
    const made: Transaction = {
      id: gid('OrderTransaction', charge.orderKey * 16 + list.length),
      orderId: charge.orderId,
      parentId,
      errorCode: null,
      ...gateway,
      ...part,
      createdAt: part.processedAt,
      test: charge.test,
    };
    list.push(made);
    return made;
  };

  const main = gatewayOf(charge, draw);
  const online = charge.source === 'web' && main.gateway !== 'manual';
  let failures = online && draw.chance(incident ? 0.75 : 0.045) ? (incident ? draw.between(1, 3) : 1) : 0;
  for (; failures > 0; failures--) {
    const errorCode = incident ? 'PAYMENT_PROVIDER_ERROR' : draw.pick(declines);
    const status = incident ? 'ERROR' : 'FAILURE';
    const processedAt = at - failures * draw.between(35, 80) * 1000;
    add({ kind: 'SALE', status, errorCode, amount: total, processedAt }, main);
  }

  let due = total;
  if (online && !charge.test && draw.chance(0.025)) {
    const limit = context.profile.info.currency === 'USD' ? 2500 : 30_000;
    const part = Math.min(limit, total.shop);
    const amount =
      part === total.shop ? total : { shop: part, presentment: Math.round((total.presentment * part) / total.shop) };
    add(
      { kind: 'SALE', status: 'SUCCESS', amount, processedAt: at },
      { gateway: 'gift_card', formattedGateway: 'Gift Card', paymentMethod: 'gift_card' }
    );
    due = minus(total, amount);
  }
  if (due.shop === 0) {
    return { transactions: list, paidAt: at, touchAt: undefined };
  }

  const invoice = charge.source === 'shopify_draft_order' && draw.chance(0.4);
  if (main.gateway === 'manual' || invoice) {
    const pending = add({ kind: 'SALE', status: 'PENDING', amount: due, processedAt: at }, main);
    if (draw.chance(0.12)) {
      return { transactions: list, paidAt: undefined, touchAt: undefined };
    }
    const paidAt = at + draw.between(4 * 60, 46 * 60) * minute;
    add({ kind: 'SALE', status: 'SUCCESS', amount: due, processedAt: paidAt }, main, pending.id);
    return { transactions: list, paidAt, touchAt: paidAt };
  }
  if (online && draw.chance(0.08)) {
    const held = add({ kind: 'AUTHORIZATION', status: 'SUCCESS', amount: due, processedAt: at }, main);
    const paidAt = at + draw.between(2, 30) * hour;
    add({ kind: 'CAPTURE', status: 'SUCCESS', amount: due, processedAt: paidAt }, main, held.id);
    // A gateway's own capture is written beside the order: half of them leave its updatedAt where it was.
    return { transactions: list, paidAt, touchAt: draw.chance(0.5) ? paidAt : undefined };
  }
  add({ kind: 'SALE', status: 'SUCCESS', amount: due, processedAt: at }, main);
  return { transactions: list, paidAt: at, touchAt: undefined };
}

/** What had been received by a moment. */
export function receivedBy(transactions: readonly Transaction[], now: number): Bag {
  return transactions.reduce(
    (sum, { kind, status, amount, processedAt }) =>
      processedAt <= now && status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE')
        ? { shop: sum.shop + amount.shop, presentment: sum.presentment + amount.presentment }
        : sum,
    nothing
  );
}
