import { z } from 'zod';
import { baseShape } from './base';

/** State of the connection: API budget, token, scopes, version, visible history. */
export const statusQuery = z.object({
  ...baseShape,
  queryType: z.literal('status'),
  /** `summary` is one row per fact, `budget` one numeric row of points available and their maximum, `scopes` one row per scope, `sync` one numeric row of how far the copy is behind, `drift` one of how far its figures are from Shopify's. */
  part: z.enum(['summary', 'budget', 'scopes', 'sync', 'drift']).default('summary'),
});
export type StatusQuery = z.infer<typeof statusQuery>;
