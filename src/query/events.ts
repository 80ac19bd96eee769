import { z } from 'zod';
import { baseShape } from './base';

/**
 * What happens in a store: records deleted at Shopify; changes of price, cost, and status of products and discounts;
 * products that came; variants that ran out of stock or came back; themes published.
 */
export const eventKinds = ['deletions', 'prices', 'costs', 'products', 'stock', 'discounts', 'themes'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Events inside the time range with `time`, `title`, `text`, `tags`: annotations, or a table. */
export const eventsQuery = z.object({
  ...baseShape,
  queryType: z.literal('events'),
  kinds: z
    .array(z.enum(eventKinds))
    .min(1)
    .default([...eventKinds]),
  limit: z.number().int().min(1).max(25_000).default(1_000),
});
export type EventsQuery = z.infer<typeof eventsQuery>;
