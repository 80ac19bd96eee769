import type { LineItem, Order } from './order-types';

/**
 * One booking of the sales ledger, in minor units of the shop's currency and without tax but for `tax` itself. Sales are
 * booked when the order was processed, edits and returns when they happened; what is taken back is negative.
 */
export interface LedgerLine {
  readonly at: number;
  readonly kind: 'sale' | 'edit' | 'return';
  readonly order: LedgerOrder;
  /** Null for shipping and tips. */
  readonly item: LedgerItem | null;
  /** Units sold; 0 for returns. */
  readonly sold: number;
  /** Units taken back. */
  readonly returned: number;
  readonly gross: number;
  /** Negative. */
  readonly discounts: number;
  /** Negative. */
  readonly returns: number;
  readonly shipping: number;
  readonly tax: number;
  readonly tips: number;
  readonly cost: number;
}

export type LedgerOrder = Pick<
  Order,
  | 'id'
  | 'name'
  | 'createdAt'
  | 'test'
  | 'customerId'
  | 'firstOfCustomer'
  | 'channel'
  | 'sourceName'
  | 'presentmentCurrency'
  | 'discountCodes'
  | 'shippingAddress'
  | 'billingAddress'
  | 'journey'
> & { readonly cancelled: boolean };

export type LedgerItem = Pick<
  LineItem,
  'productId' | 'variantId' | 'title' | 'variantTitle' | 'sku' | 'vendor' | 'productType' | 'isGiftCard'
>;
