import { z } from 'zod';
import { adHocFilters } from './base';
import { kpiBuckets, kpiDimensions, kpiNames } from './kpis';
import { definitionShape } from './metrics';

/** Epoch milliseconds; as text where a data link has put them in. */
const instant = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);

/**
 * The one point of a `metrics` answer whose records are asked for. The stretch of time is that of `bucket` beginning at
 * `from` in the query's zone (cut at `to` where it is earlier), or from `from` until `to` where the bucket is `none`.
 */
export const behindSchema = z.object({
  kpi: z.enum(kpiNames),
  from: instant,
  /** Exclusive. */
  to: instant,
  bucket: z.enum(kpiBuckets).default('none'),
  /** Values of the point's dimensions: ids, or as the frame shows them; empty text for none. */
  dimensions: z.partialRecord(z.enum(kpiDimensions), z.string()).default({}),
  /** Ad-hoc filters that the figure was found with. */
  filters: adHocFilters.default([]),
  ...definitionShape,
});
export type Behind = z.infer<typeof behindSchema>;
