import { z } from 'zod';

/** What can stand in an order's timeline. */
export const orderSteps = [
  'placed',
  'paid',
  'payment_failed',
  'error',
  'fulfilled',
  'delivered',
  'refunded',
  'cancelled',
] as const;
export type OrderStep = (typeof orderSteps)[number];

/** One entry of an order's timeline. */
export const orderEntrySchema = z.object({
  at: z.number(),
  step: z.enum(orderSteps),
  /** In the language asked for; never a person's name or address. */
  text: z.string(),
  /** Of errors. */
  service: z.string().optional(),
  errorCode: z.string().optional(),
  region: z.string().optional(),
  /** Key by which an error line named the order: order, name, checkout, cart. */
  keyType: z.string().optional(),
});

/**
 * `GET order/<id or name>?lang=`: one order for its page: numeric id, gid, or name such as `%231001`. 404 where neither
 * copy nor Shopify has it.
 */
export const orderPageSchema = z.object({
  id: z.string(),
  name: z.string(),
  placedAt: z.number(),
  total: z.number(),
  currency: z.string(),
  financialStatus: z.string().optional(),
  fulfillmentStatus: z.string().optional(),
  cancelledAt: z.number().optional(),
  test: z.boolean(),
  customerId: z.string().optional(),
  checkoutToken: z.string().optional(),
  /** Page of the order in the Shopify admin. */
  adminUrl: z.string(),
  customerAdminUrl: z.string().optional(),
  /** Oldest first. */
  timeline: z.array(orderEntrySchema),
  /** LogQL that finds its lines, and the stretch of time to look in; left out where no logs are connected. */
  logs: z.object({ expr: z.string(), from: z.number(), to: z.number() }).optional(),
  notices: z.array(z.string()).default([]),
});
export type OrderPage = z.infer<typeof orderPageSchema>;
