import { z } from 'zod';
import { baseShape, formatSchema } from './base';

/** A ShopifyQL query, answered by Shopify's own engine (`shopifyqlQuery`, needs scope `read_reports`). */
export const shopifyqlQuery = z.object({
  ...baseShape,
  queryType: z.literal('shopifyql'),
  /** ShopifyQL text; `$__timeFrom`, `$__timeTo` and `$__interval` are filled in before it is sent. */
  text: z.string(),
  format: formatSchema,
});
export type ShopifyqlQuery = z.infer<typeof shopifyqlQuery>;
