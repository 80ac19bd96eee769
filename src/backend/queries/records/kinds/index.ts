import type { RecordKind } from '../../../../query';
import type { RecordKindSource } from '../kind';
import { checkouts } from './checkouts';
import { customers } from './customers';
import { discounts } from './discounts';
import { fulfillments } from './fulfillments';
import { inventory } from './inventory';
import { orders } from './orders';
import { products } from './products';
import { refunds } from './refunds';
import { variants } from './variants';

/** How each kind of record is asked for and listed. */
export const kinds: Readonly<Record<RecordKind, RecordKindSource>> = {
  orders,
  refunds,
  products,
  variants,
  inventory,
  customers,
  checkouts,
  fulfillments,
  discounts,
};
