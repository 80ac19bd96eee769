import type { CopyDatabase } from '../schema';

/** Figures of `daily_sales`, in the order in which they are kept in a `Measures`. */
export const figures = [
  'orders',
  'cancelled_orders',
  'units_sold',
  'units_returned',
  'gross',
  'discounts',
  'returns',
  'taxes',
  'shipping',
  'tips',
  'duties',
  'gift_cards',
  'cost',
  'costed_net',
  'returned_orders',
] as const satisfies ReadonlyArray<keyof CopyDatabase['daily_sales']>;

export type Figure = (typeof figures)[number];
/** One number for each figure; sums of these are exact, being integers. */
export type Measures = Record<Figure, number>;

/** What a sale is worked out from. */
export type SaleFacts = Pick<
  CopyDatabase['sales'],
  | 'id'
  | 'order_id'
  | 'happened_at'
  | 'happened_day'
  | 'action'
  | 'line_type'
  | 'line_item_id'
  | 'quantity'
  | 'gross'
  | 'discount'
  | 'tax'
>;

export function noMeasures(): Measures {
  return {
    orders: 0,
    cancelled_orders: 0,
    units_sold: 0,
    units_returned: 0,
    gross: 0,
    discounts: 0,
    returns: 0,
    taxes: 0,
    shipping: 0,
    tips: 0,
    duties: 0,
    gift_cards: 0,
    cost: 0,
    costed_net: 0,
    returned_orders: 0,
  };
}

export function addMeasures(to: Measures, from: Measures, sign: 1 | -1): void {
  to.orders += sign * from.orders;
  to.cancelled_orders += sign * from.cancelled_orders;
  to.units_sold += sign * from.units_sold;
  to.units_returned += sign * from.units_returned;
  to.gross += sign * from.gross;
  to.discounts += sign * from.discounts;
  to.returns += sign * from.returns;
  to.taxes += sign * from.taxes;
  to.shipping += sign * from.shipping;
  to.tips += sign * from.tips;
  to.duties += sign * from.duties;
  to.gift_cards += sign * from.gift_cards;
  to.cost += sign * from.cost;
  to.costed_net += sign * from.costed_net;
  to.returned_orders += sign * from.returned_orders;
}

/** Whether a sale takes goods back. */
export function takesBack({ action, line_type }: SaleFacts): boolean {
  return action === 'RETURN' && isGoods(line_type);
}

/** What a sale adds to net sales: gross less discounts, less what is taken back. */
export function netOf({ line_type, gross, discount }: SaleFacts): number {
  return isGoods(line_type) || line_type === 'ADJUSTMENT' ? gross - discount : 0;
}

/** Types of sales that are no goods. */
export const otherLineTypes = ['GIFT_CARD', 'SHIPPING', 'TIP', 'DUTY', 'FEE', 'ADDITIONAL_FEE'] as const;

const others = new Set<string>([...otherLineTypes, 'ADJUSTMENT']);

/** Goods sold and taken back. What Shopify can't type (`UNKNOWN`) is taken for goods, so that totals hold. */
function isGoods(lineType: string): boolean {
  return !others.has(lineType);
}

/**
 * Adds a sale's figures. Returns are those of goods, and the adjustments by which a refund differs from the goods' worth.
 * Gift cards are money kept for later: they count in no other figure. `unitCost` is null where the cost is not known.
 */
export function addSale(to: Measures, sale: SaleFacts, unitCost: number | null): void {
  const { action, line_type, quantity, gross, discount, tax } = sale;
  const net = gross - discount;
  if (line_type === 'GIFT_CARD') {
    to.gift_cards += net;
    return;
  }
  to.taxes += tax;
  switch (line_type) {
    case 'SHIPPING':
      to.shipping += net;
      return;
    case 'TIP':
      to.tips += net;
      return;
    case 'DUTY':
    case 'FEE':
    case 'ADDITIONAL_FEE':
      to.duties += net;
      return;
    case 'ADJUSTMENT':
      to.returns -= net;
      return;
    default:
      break;
  }
  if (action === 'RETURN') {
    to.returns -= net;
    to.units_returned -= quantity;
  } else {
    to.gross += gross;
    to.discounts += discount;
    to.units_sold += quantity;
  }
  if (unitCost !== null) {
    to.cost += unitCost * quantity;
    to.costed_net += net;
  }
}
