import type { Bag, LineItem, Order, Refund, RefundLineItem, ShippingLine } from '../../world/types';
import { scaled, zero } from './money';
import { legacyId, lineOf, orderMoney } from './sources';

/** Sales agreements of an order: the order itself, then its edits and refunds, each with its sales. */
export function agreementsOf(order: Order) {
  const number = legacyId(order.id);
  const original = order.lineItems.filter(({ addedByEdit }) => !addedByEdit);
  const added = order.lineItems.filter(({ addedByEdit }) => addedByEdit);
  const base = { order, app: null, user: null };
  return [
    {
      __typename: 'OrderAgreement',
      ...base,
      id: `gid://shopify/OrderAgreement/${number}`,
      happenedAt: order.processedAt,
      reason: 'ORDER',
      sales: [
        ...original.map((line) => lineSale(order, line)),
        ...order.shippingLines.map((line) => shippingSale(order, line)),
        ...tipSales(order),
      ],
    },
    ...[...new Set(added.map(({ addedAt }) => addedAt))].map((happenedAt, place) => ({
      __typename: 'OrderEditAgreement',
      ...base,
      id: `gid://shopify/OrderEditAgreement/${number}${place}`,
      happenedAt,
      reason: 'ORDER_EDIT',
      sales: added.filter(({ addedAt }) => addedAt === happenedAt).map((line) => lineSale(order, line)),
    })),
    ...order.refunds.map((refund) => ({
      __typename: 'RefundAgreement',
      ...base,
      id: `gid://shopify/RefundAgreement/${legacyId(refund.id)}`,
      happenedAt: refund.processedAt,
      reason: 'REFUND',
      refund: { id: refund.id, order, refund },
      sales: refundSales(order, refund),
    })),
  ];
}

function lineSale(order: Order, line: LineItem) {
  const gross = scaled(line.unitPrice, line.quantity);
  return sale(order, 'ProductSale', line.id, {
    actionType: 'ORDER',
    lineType: line.isGiftCard ? 'GIFT_CARD' : 'PRODUCT',
    quantity: line.quantity,
    gross,
    discount: line.totalDiscount,
    discountTax: discountTax(order, line, gross),
    tax: line.tax,
    extra: { lineItem: { id: line.id, order, line } },
  });
}

/** The tax within a discount, where prices include it: what the full price would have borne less what the line bears. */
function discountTax(order: Order, line: LineItem, gross: Bag): Bag {
  if (!order.taxesIncluded || !line.taxable) {
    return zero;
  }
  const full = scaled(gross, line.taxRate / (1 + line.taxRate));
  return { shop: full.shop - line.tax.shop, presentment: full.presentment - line.tax.presentment };
}

function tipSales(order: Order) {
  const { tip } = order.totals;
  return tip.shop === 0
    ? []
    : [
        sale(order, 'TipSale', `${legacyId(order.id)}7`, {
          actionType: 'ORDER',
          lineType: 'TIP',
          quantity: null,
          gross: tip,
          discount: zero,
          tax: zero,
          extra: {},
        }),
      ];
}

function shippingSale(order: Order, line: ShippingLine) {
  return sale(order, 'ShippingLineSale', line.id, {
    actionType: 'ORDER',
    lineType: 'SHIPPING',
    quantity: null,
    gross: line.price,
    discount: zero,
    tax: line.tax,
    extra: { shippingLine: { id: line.id, order, line } },
  });
}

function refundSales(order: Order, refund: Refund) {
  const lines = refund.lineItems.map((line: RefundLineItem) =>
    sale(order, 'ProductSale', line.id, {
      actionType: 'RETURN',
      lineType: lineOf(order, line.lineItemId)?.line.isGiftCard === true ? 'GIFT_CARD' : 'PRODUCT',
      quantity: -line.quantity,
      gross: scaled(line.subtotal, -1),
      discount: zero,
      tax: scaled(line.tax, -1),
      extra: { lineItem: lineOf(order, line.lineItemId) },
    })
  );
  const shipping = sale(order, 'ShippingLineSale', `${refund.id}9`, {
    actionType: 'RETURN',
    lineType: 'SHIPPING',
    quantity: null,
    gross: scaled(refund.shipping, -1),
    discount: zero,
    tax: scaled(refund.shippingTax, -1),
    extra: {},
  });
  return refund.shipping.shop === 0 ? lines : [...lines, shipping];
}

interface SaleParts {
  readonly actionType: string;
  readonly lineType: string;
  readonly quantity: number | null;
  readonly gross: Bag;
  /** As prices are written: with tax where they include it. */
  readonly discount: Bag;
  readonly discountTax?: Bag;
  readonly tax: Bag;
  readonly extra: Readonly<Record<string, unknown>>;
}

/** `totalAmount` is after discounts and with tax, as the schema words it. */
function sale(order: Order, type: string, id: string, parts: SaleParts) {
  const { gross, discount, discountTax: within = zero, tax, extra, ...rest } = parts;
  const added = order.taxesIncluded ? zero : tax;
  const total = {
    shop: gross.shop - discount.shop + added.shop,
    presentment: gross.presentment - discount.presentment + added.presentment,
  };
  return {
    __typename: type,
    id: `gid://shopify/${type}/${legacyId(id)}`,
    ...rest,
    ...extra,
    taxes: [],
    get totalAmount() {
      return orderMoney(order, total);
    },
    get totalDiscountAmountAfterTaxes() {
      return orderMoney(order, discount);
    },
    get totalDiscountAmountBeforeTaxes() {
      return orderMoney(order, {
        shop: discount.shop - within.shop,
        presentment: discount.presentment - within.presentment,
      });
    },
    get totalTaxAmount() {
      return orderMoney(order, tax);
    },
  };
}
