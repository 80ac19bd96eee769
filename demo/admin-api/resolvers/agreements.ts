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
      ],
    },
    ...(added.length === 0
      ? []
      : [
          {
            __typename: 'OrderEditAgreement',
            ...base,
            id: `gid://shopify/OrderEditAgreement/${number}`,
            happenedAt: order.updatedAt,
            reason: 'ORDER_EDIT',
            sales: added.map((line) => lineSale(order, line)),
          },
        ]),
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
    tax: line.tax,
    extra: { lineItem: { id: line.id, order, line } },
  });
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
      lineType: 'PRODUCT',
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
  readonly discount: Bag;
  readonly tax: Bag;
  readonly extra: Readonly<Record<string, unknown>>;
}

/** `totalAmount` is after discounts and with tax, as the schema words it. */
function sale(order: Order, type: string, id: string, { gross, discount, tax, extra, ...rest }: SaleParts) {
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
      return orderMoney(order, discount);
    },
    get totalTaxAmount() {
      return orderMoney(order, tax);
    },
  };
}
