import { z } from 'zod';
import { baseShape } from './base';

/** State of the connection: API budget, token, scopes, version, visible history. */
export const statusQuery = z.object({
  ...baseShape,
  queryType: z.literal('status'),
  /** `summary` is one row per fact, `budget` one numeric row of points available and their maximum, `scopes` one row per scope, `sync` one numeric row of how far the copy is behind, `drift` one of how far its figures are from Shopify's, `morning` one number that is 1 when yesterday's summary is due, `errors` one row per kind of failure of the last 24 hours. */
  part: z.enum(['summary', 'budget', 'scopes', 'sync', 'drift', 'morning', 'errors']).default('summary'),
  /** Of the parts that give numbers: only this one, by its label `metric`; a threshold compares every number there is. */
  field: z.string().optional(),
  /** Of `morning`: the hour of the shop's day from which the summary is due. */
  hour: z.number().int().min(0).max(23).default(8),
});
export type StatusQuery = z.infer<typeof statusQuery>;
