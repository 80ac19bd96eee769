import { checkoutLines, checkouts } from './checkouts';
import { customers } from './customers';
import { discountCodes, discounts } from './discounts';
import { events } from './events';
import { fulfillmentOrders, fulfillments } from './fulfillment';
import { changes, gaps } from './history';
import { incidentNotes, incidents, orderHours } from './impact';
import { inventoryItems, inventoryLevels, locations } from './inventory';
import { lineItems, orderCodes, orders, orderTags, transactions } from './orders';
import { collectionProducts, collections, products, productTags, variants } from './products';
import { refundLines, refunds, returnLines, returns } from './refunds';
import {
  cohortCells,
  customerFacts,
  customerGaps,
  dailyCustomers,
  dailySales,
  dailyStock,
  orderWaits,
  monthlySales,
} from './rollups';
import { sales } from './sales';
import { dirty, documents, leases, metafields, reconciliations, settings, shops, syncEntities, syncJobs } from './sync';
import type { RowOf, Table } from './table';
import { themes } from './themes';

export type * from './column';
export type { Columns, RowOf, Table } from './table';

/** Every table of the copy, in the order in which docs show them. */
export const tables = {
  shops,
  orders,
  line_items: lineItems,
  sales,
  order_tags: orderTags,
  order_discount_codes: orderCodes,
  transactions,
  refunds,
  refund_lines: refundLines,
  returns,
  return_lines: returnLines,
  fulfillment_orders: fulfillmentOrders,
  fulfillments,
  products,
  product_tags: productTags,
  variants,
  collections,
  collection_products: collectionProducts,
  inventory_items: inventoryItems,
  inventory_levels: inventoryLevels,
  locations,
  customers,
  abandoned_checkouts: checkouts,
  abandoned_checkout_lines: checkoutLines,
  discounts,
  discount_codes: discountCodes,
  themes,
  events,
  metafields,
  changes,
  gaps,
  daily_sales: dailySales,
  monthly_sales: monthlySales,
  customer_facts: customerFacts,
  cohort_cells: cohortCells,
  daily_customers: dailyCustomers,
  customer_gaps: customerGaps,
  daily_stock: dailyStock,
  order_hours: orderHours,
  order_waits: orderWaits,
  incidents,
  incident_notes: incidentNotes,
  reconciliations,
  sync_entities: syncEntities,
  sync_jobs: syncJobs,
  dirty,
  copy_settings: settings,
  leases,
  documents,
} as const satisfies Readonly<Record<string, Table>>;

export type TableName = keyof typeof tables;

/** Every table's rows, for the query builder. */
export type CopyDatabase = { [Name in TableName]: RowOf<(typeof tables)[Name]> };
