import { z } from 'zod';
import { baseShape } from './base';
import { behindSchema } from './behind';

/** Lists of the store's records, newest first. */
export const recordKinds = [
  'orders',
  'refunds',
  'products',
  'variants',
  'inventory',
  'customers',
  'checkouts',
  'fulfillments',
  'discounts',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Records of one kind inside the time range, as a table with links to the Shopify admin. */
export const recordsQuery = z.object({
  ...baseShape,
  queryType: z.literal('records'),
  kind: z.enum(recordKinds).default('orders'),
  /** Shopify's search syntax, e.g. `financial_status:paid`; ANDed with the time range. */
  search: z.string().default(''),
  /** Whether only records inside the dashboard's time range are listed. */
  inRange: z.boolean().default(true),
  /** `dashboard` or the shop's `today`, worked out on the server in the shop's zone. */
  period: z.enum(['dashboard', 'today']).default('dashboard'),
  limit: z.number().int().min(1).max(25_000).default(100),
  /**
   * `auto`: the copy where it holds the whole range and understands `search` and filters, else Shopify. `owned` goes back
   * further than the 60 days that Shopify shows an app without `read_all_orders`. Either falls back to the other, and says so.
   */
  lane: z.enum(['auto', 'live', 'owned']).default('auto'),
  /** Set by the link of a `metrics` point: lists what that figure is made of, from the copy; the time range is left aside. */
  behind: behindSchema.optional(),
});
export type RecordsQuery = z.infer<typeof recordsQuery>;
