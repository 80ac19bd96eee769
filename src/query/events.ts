import { z } from 'zod';
import { baseShape } from './base';

/**
 * What can happen in a shop. `price_changes`, `cost_changes` and `stock` are known by a copy alone: Shopify keeps no
 * history of them. `stock`: a variant sold out at a location, or was there again. `theme_publishes`: when the published
 * theme last changed, asked of Shopify; it keeps no list of publications. `incidents`: stretches in which orders were missing
 * or errors burst, as the copy keeps them; they have a `timeEnd` and are shown as regions.
 */
export const eventKinds = [
  'deletions',
  'product_changes',
  'price_changes',
  'cost_changes',
  'stock',
  'discount_changes',
  'cancellations',
  'theme_publishes',
  'incidents',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Happenings in the time range, newest first: `time`, `timeEnd` (where it lasts), `title`, `text`, `tags`, `kind`, ids. Fit for annotations. */
export const eventsQuery = z.object({
  ...baseShape,
  queryType: z.literal('events'),
  kinds: z.array(z.enum(eventKinds)).min(1).default(['deletions', 'product_changes']),
  /** `auto`: the copy where it can answer, else Shopify's list of events, which goes back one year. */
  lane: z.enum(['auto', 'live', 'owned']).default('auto'),
  limit: z.number().int().min(1).max(5_000).default(500),
});
export type EventsQuery = z.infer<typeof eventsQuery>;
