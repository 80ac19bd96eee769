import type { Entity } from '../entities';
import {
  mapCollection,
  mapCollectionProduct,
  mapInventoryItem,
  mapInventoryLevel,
  mapLocation,
  mapProduct,
  mapTheme,
  mapVariant,
} from './catalogue';
import type { MapContext, Parent, RecordTable, Rows } from './context';
import { id, nodesIn, type Node } from './node';
import { mapOrder } from './order';
import { agreementOf, mapLineItem, mapRefundLines, mapReturn, mapReturnLine, mapSale } from './order-parts';
import {
  mapCheckout,
  mapCheckoutLine,
  mapCustomer,
  mapDiscount,
  mapDiscountCode,
  mapEvent,
  mapFulfillmentOrder,
  mapShop,
} from './people';
import { Unreadable } from './unreadable';

/** Tables of records that Shopify has under an id of their own, with the time of their last change. */
export type RootTable =
  | 'orders'
  | 'products'
  | 'collections'
  | 'inventory_items'
  | 'locations'
  | 'customers'
  | 'abandoned_checkouts'
  | 'discounts'
  | 'fulfillment_orders'
  | 'themes';

/** Rows that live and die with a root: replaced with it. */
export interface Owned {
  readonly table: RecordTable;
  /** Column that holds the root's id. */
  readonly by: string;
  /** For metafields: whose. */
  readonly owner?: string;
}

/** How the lines of an entity become rows. */
export interface EntityMapping {
  /** Where roots are kept; undefined where they are another entity's (orders, for returns) or never change (events). */
  readonly table?: RootTable;
  readonly owned: readonly Owned[];
  /** Records of their own below a root: those that a whole root no longer has are marked deleted. */
  readonly kept?: { readonly table: 'variants' | 'inventory_levels'; readonly by: string };
  root(node: Node, context: MapContext, rows: Rows): void;
  /** A line below; gives what lines below that one need to know, where there can be any. */
  child?(node: Node, parent: Parent, context: MapContext, rows: Rows): Parent | undefined;
}

const owned = (table: RecordTable, by: string): Owned => ({ table, by });
const metafieldsOf = (owner: string): Owned => ({ table: 'metafields', by: 'owner_id', owner });

export const mappings: Readonly<Record<Entity, EntityMapping>> = {
  shop: { owned: [], root: mapShop },
  locations: { table: 'locations', owned: [], root: mapLocation },
  products: {
    table: 'products',
    owned: [owned('product_tags', 'product_id'), metafieldsOf('products')],
    kept: { table: 'variants', by: 'product_id' },
    root: mapProduct,
    child: (node, parent, context, rows) => {
      mapVariant(node, parent.root, context, rows);
      return undefined;
    },
  },
  collections: {
    table: 'collections',
    owned: [owned('collection_products', 'collection_id')],
    root: mapCollection,
    child: (node, parent, context, rows) => {
      mapCollectionProduct(node, parent.root, context, rows);
      return undefined;
    },
  },
  inventory: {
    table: 'inventory_items',
    owned: [],
    kept: { table: 'inventory_levels', by: 'inventory_item_id' },
    root: mapInventoryItem,
    child: (node, parent, context, rows) => {
      mapInventoryLevel(node, parent.root, context, rows);
      return undefined;
    },
  },
  orders: {
    table: 'orders',
    owned: [
      owned('line_items', 'order_id'),
      owned('sales', 'order_id'),
      owned('order_tags', 'order_id'),
      owned('order_discount_codes', 'order_id'),
      owned('transactions', 'order_id'),
      owned('refunds', 'order_id'),
      owned('fulfillments', 'order_id'),
      metafieldsOf('orders'),
    ],
    root: mapOrder,
    child: mapOrderChild,
  },
  customers: { table: 'customers', owned: [metafieldsOf('customers')], root: mapCustomer },
  refund_lines: { owned: [owned('refund_lines', 'order_id')], root: mapRefundsOf },
  returns: {
    owned: [owned('returns', 'order_id'), owned('return_lines', 'order_id')],
    root: () => undefined,
    child: mapReturnChild,
  },
  fulfillment_orders: { table: 'fulfillment_orders', owned: [], root: mapFulfillmentOrder },
  abandoned_checkouts: {
    table: 'abandoned_checkouts',
    owned: [owned('abandoned_checkout_lines', 'checkout_id')],
    root: mapCheckout,
    child: (node, parent, context, rows) => {
      mapCheckoutLine(node, parent, context, rows);
      return undefined;
    },
  },
  discounts: {
    table: 'discounts',
    owned: [owned('discount_codes', 'discount_id')],
    root: mapDiscount,
    child: (node, parent, context, rows) => {
      mapDiscountCode(node, parent.root, context, rows);
      return undefined;
    },
  },
  themes: { table: 'themes', owned: [], root: mapTheme },
  events: { owned: [], root: mapEvent },
};

/** Tables that an order's page fills beyond those of its bulk lines. */
export const ownedByPages: { readonly refundLines: Owned; readonly returns: readonly Owned[] } = {
  refundLines: owned('refund_lines', 'order_id'),
  returns: mappings.returns.owned,
};

function mapRefundsOf(node: Node, context: MapContext, rows: Rows): void {
  const orderId = id(node);
  nodesIn(node, 'refunds').forEach((refund) => mapRefundLines(refund, orderId, context, rows));
}

/** Sales agreements and their sales carry no type that the gid would tell: they are known by their fields. */
function mapOrderChild(node: Node, parent: Parent, context: MapContext, rows: Rows): Parent | undefined {
  if (node['happenedAt'] !== undefined) {
    return { root: parent.root, id: id(node), agreement: agreementOf(node) };
  }
  if (node['actionType'] !== undefined) {
    if (parent.agreement === undefined) {
      throw new Unreadable('__parentId', 'sales agreement', parent.id);
    }
    mapSale(node, parent, parent.agreement, context, rows);
    return undefined;
  }
  if (node['originalTotalSet'] !== undefined) {
    mapLineItem(node, parent.root, context, rows);
    return undefined;
  }
  return mapReturnChild(node, parent, context, rows);
}

function mapReturnChild(node: Node, parent: Parent, context: MapContext, rows: Rows): Parent | undefined {
  if (node['returnReason'] !== undefined) {
    mapReturnLine(node, parent, context, rows);
    return undefined;
  }
  mapReturn(node, parent.root, context, rows);
  return { root: parent.root, id: id(node) };
}
