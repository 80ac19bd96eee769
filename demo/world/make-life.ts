import { choose, drawLines, drawShipping, lineTotal, makeLine, type BasketRules, type Line } from './basket';
import { buyerOf, exchangeOn } from './buyer';
import { dayLength, hour, minute } from './calendar';
import type { Context } from './context';
import { gid, perDay, token } from './ids';
import { journeyOf } from './journey';
import { longestLife, type Life } from './life';
import { minus, nothing, plus } from './money';
import { pay, receivedBy } from './payment';
import type { PlannedOrder } from './plan';
import { hash, random, type Random } from './random';
import { refunder, type Refunder } from './refunding';
import { ship, type Shipping } from './shipping';
import type { Ware } from './stock';
import type { Bag, Incident, Refund, Transaction } from './types';

interface Birth {
  readonly context: Context;
  readonly wares: readonly Ware[];
  readonly day: number;
  readonly seq: number;
  readonly number: number;
  readonly planned: PlannedOrder;
  /** Number of the customer's first order, from which the made-up name comes. */
  readonly customerNumber: number | undefined;
  readonly incident: Incident | undefined;
}

const reasons = ['SIZE_TOO_SMALL', 'COLOR', 'DEFECTIVE', 'NOT_AS_DESCRIBED', 'UNWANTED', 'WRONG_ITEM'] as const;
const cancelReasons = ['CUSTOMER', 'CUSTOMER', 'INVENTORY', 'FRAUD', 'STAFF', 'OTHER'] as const;
const tags = ['gift', 'priority', 'called', 'b2b', 'influencer'] as const;

/** Refunds after delivery: in part or whole, sometimes in two steps, one in two through a return. */
function takeBack(
  birth: Birth,
  key: number,
  lines: readonly Line[],
  back: Refunder,
  from: number,
  payments: { readonly received: Bag; readonly paidWith: Transaction | undefined },
  draw: Random
): { refunds: Refund[]; transactions: Transaction[]; returns: Array<Life['returns'][number]> } {
  const refunds: Refund[] = [];
  const transactions: Transaction[] = [];
  const returns: Array<Life['returns'][number]> = [];
  const latest = birth.planned.at + (longestLife - 2) * dayLength;
  const steps = draw.chance(0.07) ? (draw.chance(0.12) ? 2 : 1) : 0;
  let at = from;
  for (let step = 0; step < steps; step++) {
    at += draw.between(30, 14 * 24) * hour;
    if (at > latest) {
      break;
    }
    const whole = step === 0 && steps === 1 && draw.chance(0.4);
    const wanted = lines
      .map((line, index) => ({ line: index, quantity: whole ? line.quantity : Math.min(1, back.remaining(index)) }))
      .filter(({ quantity, line }) => quantity > 0 && lines[line]?.isGiftCard === false);
    const lot = whole ? wanted : wanted.slice(0, 1);
    const returnId = draw.chance(0.5) ? gid('Return', key * 4 + step) : null;
    const paidBack = refunds.reduce((sum, refund) => plus(sum, refund.total), nothing);
    const made = back.refund({
      at,
      lines: lot,
      withShipping: whole && draw.chance(0.3),
      restockType: draw.chance(0.75) ? 'RETURN' : 'NO_RESTOCK',
      locationId: birth.context.profile.locations[0].id,
      note: draw.chance(0.3) ? 'Agreed with the customer' : null,
      returnId,
      payable: minus(payments.received, paidBack),
      paidWith: payments.paidWith,
    });
    if (made) {
      refunds.push(made.refund);
      transactions.push(...made.transactions);
      if (returnId !== null) {
        const createdAt = Math.max(from, at - draw.between(20, 70) * hour);
        const reason = draw.pick(reasons);
        returns.push({
          id: returnId,
          name: `#${birth.number}-R${returns.length + 1}`,
          createdAt,
          closedAt: at,
          lines: made.refund.lineItems.map(({ lineItemId, quantity }) => ({ lineItemId, quantity, reason })),
        });
      }
    }
  }
  return { refunds, transactions, returns };
}

/** Draws an order's whole life from its place in the plan; the same place always gives the same life. */
export function makeLife(birth: Birth): Life {
  const { context, wares, day, seq, number, planned, incident } = birth;
  const { profile, seed } = context;
  const { at, source } = planned;
  const key = day * perDay + seq;
  const draw = random(hash(seed, profile.info.key, 'order', key));
  const customerKey = planned.customer && planned.customer.day * perDay + planned.customer.seq;
  const buyer = buyerOf(context, customerKey ?? -1 - key);
  const atTill = source === 'pos';
  const currency = source === 'web' ? buyer.currency : profile.info.currency;
  const exchange = exchangeOn(context, currency, day);
  const till = profile.places[profile.info.currency]?.[0];
  const rules: BasketRules = {
    exchange,
    taxRate: atTill ? (till?.taxRate ?? 0) : buyer.taxRate,
    promotion: planned.promotion,
    at,
  };
  const orderId = gid('Order', key);
  const lineId = (place: number): Line['id'] => gid('LineItem', key * 8 + place);
  const bought = drawLines(context, wares, lineId, rules, draw);
  const shipping = atTill ? undefined : drawShipping(context, key, bought, rules, draw);
  const tip = source === 'web' && draw.chance(profile.tipShare) ? exchange.bag(draw.between(1, 5) * 100) : nothing;
  const shippingTotal = shipping ? shipping.price : nothing;
  const total = plus(...bought.map((line) => lineTotal(context, line)), shippingTotal, tip);

  const payment = pay({ context, orderId, orderKey: key, at, total, source, test: planned.test, incident }, draw);
  const transactions: Transaction[] = [...payment.transactions];
  const paidWith = (moment: number): Transaction | undefined =>
    transactions.findLast(
      ({ kind, status, processedAt }) =>
        status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE') && processedAt <= moment
    );
  const refunds: Refund[] = [];
  const touches = [at];
  if (payment.touchAt !== undefined) {
    touches.push(payment.touchAt);
  }

  const cancelledAt = !atTill && draw.chance(0.022) ? at + draw.between(10, 18 * 60) * minute : undefined;
  const giftOnly = bought.every((line) => line.isGiftCard);
  const mayEdit = cancelledAt === undefined && !atTill && !giftOnly;
  const editedAt = mayEdit && draw.chance(0.025) ? at + draw.between(10, 180) * minute : undefined;
  const lines = [...bought];
  const removes = editedAt !== undefined && draw.chance(0.35) && payment.paidAt === at && lines.length > 1;
  if (editedAt !== undefined && !removes) {
    const choice = choose(context, wares, editedAt, draw);
    if (choice && context.catalogue[choice.ware.index]?.giftCard !== true) {
      const added = makeLine(context, lineId(lines.length), choice, 1, { ...rules, at: editedAt }, true);
      lines.push(added);
      const main = paidWith(editedAt);
      if (main && draw.chance(0.8)) {
        const processedAt = editedAt + 4 * minute;
        const amount = lineTotal(context, added);
        const id = gid('OrderTransaction', key * 16 + 8);
        transactions.push({ ...main, id, kind: 'SALE', amount, createdAt: processedAt, processedAt, parentId: null });
        touches.push(processedAt);
      }
    }
  }

  const back = refunder({ context, orderId, orderKey: key, lines, shipping });
  const early = cancelledAt ?? (removes ? editedAt : undefined);
  if (early !== undefined) {
    const made = back.refund({
      at: early,
      lines: removes ? [{ line: lines.length - 1, quantity: 99 }] : lines.map((_, line) => ({ line, quantity: 99 })),
      withShipping: cancelledAt !== undefined,
      restockType: 'CANCEL',
      locationId: profile.locations[0].id,
      note: null,
      returnId: null,
      payable: receivedBy(transactions, early),
      paidWith: paidWith(early),
    });
    if (made) {
      refunds.push(made.refund);
      transactions.push(...made.transactions);
    }
    touches.push(early);
  }
  // Money expected after a cancellation never comes.
  const kept = transactions.filter(({ processedAt }) => cancelledAt === undefined || processedAt <= cancelledAt);
  const held = kept.find(({ kind }) => kind === 'AUTHORIZATION');
  if (cancelledAt !== undefined && held && !kept.some(({ kind }) => kind === 'CAPTURE')) {
    const id = gid('OrderTransaction', key * 16 + 15);
    kept.push({ ...held, id, parentId: held.id, kind: 'VOID', createdAt: cancelledAt, processedAt: cancelledAt });
  }

  const parcel: Shipping = ship(
    {
      context,
      key,
      name: `#${number}`,
      at: editedAt ?? at,
      source,
      lines,
      quantity: back.remaining,
      cancelled: cancelledAt !== undefined,
    },
    draw
  );
  const returns: Array<Life['returns'][number]> = [];
  if (parcel.doneAt !== undefined && !giftOnly && !planned.test) {
    const from = parcel.fulfillments.at(-1)?.deliveredAt ?? parcel.doneAt + dayLength;
    const received = minus(
      receivedBy(kept, from),
      refunds.reduce((sum, refund) => plus(sum, refund.total), nothing)
    );
    const later = takeBack(birth, key, lines, back, from, { received, paidWith: paidWith(from) }, draw);
    refunds.push(...later.refunds);
    kept.push(...later.transactions);
    returns.push(...later.returns);
  }
  const settledAt = parcel.doneAt === undefined ? undefined : Math.max(parcel.doneAt, payment.paidAt ?? Infinity);
  const closedAt =
    cancelledAt ??
    (settledAt !== undefined && Number.isFinite(settledAt) && draw.chance(0.85) ? settledAt + 4000 : undefined);
  const tag = draw.chance(0.06) ? { at: at + draw.between(5, 3000) * minute, tag: draw.pick(tags) } : undefined;
  const note = draw.chance(0.05) ? { at, text: 'Please leave the parcel at the door' } : undefined;
  touches.push(
    ...refunds.map(({ createdAt }) => createdAt),
    ...returns.map(({ createdAt }) => createdAt),
    // A parcel's journey (in transit, delivered) does not move the order's updatedAt; its dispatch does.
    ...parcel.fulfillments.map(({ createdAt }) => createdAt),
    ...[editedAt, closedAt, tag?.at, parcel.hold?.from, parcel.hold?.until].filter((each) => each !== undefined)
  );
  const firstOfCustomer = planned.customer?.day === day && planned.customer.seq === seq;
  return {
    key,
    day,
    facts: {
      id: orderId,
      number,
      name: `#${number}`,
      confirmationNumber: hash(seed, 'confirmation', key).toString(36).toUpperCase().padStart(7, 'X'),
      createdAt: at,
      processedAt: atTill && draw.chance(0.15) ? at - draw.between(15, 600) * minute : at,
      test: planned.test,
      currency: profile.info.currency,
      presentmentCurrency: currency,
      exchangeRate: exchange.rate,
      taxesIncluded: profile.info.taxesIncluded,
      email:
        birth.customerNumber === undefined
          ? null
          : `demo-customer-${String(birth.customerNumber).padStart(4, '0')}@example.com`,
      customerId: customerKey === undefined ? null : gid('Customer', customerKey),
      customerLocale: buyer.locale,
      firstOfCustomer,
      sourceName: source,
      channel:
        source === 'web'
          ? { handle: 'online_store', displayName: profile.channelNames.web }
          : atTill
            ? { handle: 'pos', displayName: profile.channelNames.pos }
            : { handle: 'draft_orders', displayName: profile.channelNames.draft },
      checkoutToken: source === 'web' ? token('checkout', seed, key) : null,
      cartToken: source === 'web' ? token('cart', seed, key) : null,
      clientIp: source === 'web' ? `203.0.113.${1 + (hash(seed, 'ip', key) % 254)}` : null,
      discountCodes: planned.promotion?.code ? [planned.promotion.code] : [],
      shippingAddress: shipping ? buyer.address : null,
      billingAddress: atTill ? null : buyer.address,
      locationId: atTill ? profile.locations[1].id : null,
      journey: source === 'web' ? journeyOf(context, key, planned.promotion, draw) : null,
    },
    lines,
    shipping,
    tip,
    transactions: kept.sort((a, b) => a.processedAt - b.processedAt),
    refunds: refunds.sort((a, b) => a.createdAt - b.createdAt),
    returns,
    fulfillmentOrder: parcel.order,
    fulfillments: parcel.fulfillments,
    hold: parcel.hold,
    cancelledAt,
    cancelReason: cancelledAt === undefined ? null : draw.pick(cancelReasons),
    closedAt,
    editedAt,
    tag,
    note,
    firstTags: source === 'shopify_draft_order' ? ['wholesale'] : [],
    incidentId: incident?.id,
    touches: [...new Set(touches)].sort((a, b) => a - b),
  };
}
