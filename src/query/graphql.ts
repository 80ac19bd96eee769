import { z } from 'zod';
import { baseShape, formatSchema } from './base';

/** Any read-only document of the Admin API. The first connection is paged, its nodes become rows. */
export const graphqlQuery = z.object({
  ...baseShape,
  queryType: z.literal('graphql'),
  document: z.string(),
  /** Variables as a JSON object; `$__timeFrom` and the like are filled in. */
  variables: z.string().default(''),
  /** Path in `data` whose list becomes rows, e.g. `shop.alerts`; empty: the first connection or list. */
  rowsPath: z.string().default(''),
  /** Column to use as time; empty: none, the frame is a table. */
  timeColumn: z.string().default(''),
  /** Rows to gather before paging stops. */
  limit: z.number().int().min(1).max(25_000).default(1_000),
  format: formatSchema,
});
export type GraphqlQuery = z.infer<typeof graphqlQuery>;
