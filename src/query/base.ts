import { z } from 'zod';

/** The newest version of every query model; older ones are migrated when read. */
export const modelVersion = 2;

/** Ad-hoc filters as Grafana has them. */
export const adHocFilters = z.array(
  z.object({
    key: z.string(),
    operator: z.string(),
    value: z.string(),
    /** Every value of the one-of operators `=|` and `!=|`. */
    values: z.array(z.string()).optional(),
  })
);

/** Fields that every query has beside its own. */
export const baseShape = {
  refId: z.string().default('A'),
  version: z.number().int().min(1).default(modelVersion),
  hide: z.boolean().optional(),
  /** Zone for buckets and for dates without an offset: the shop's own, the viewer's, or an IANA name. */
  timezone: z.string().default('shop'),
  /** Set when a query is sent, never saved: the viewer's language (BCP 47). */
  language: z.string().optional(),
  /** Set when a query is sent, never saved: the viewer's IANA zone. */
  viewerTimezone: z.string().optional(),
  /** Ad-hoc filters, set when a query is sent. */
  filters: adHocFilters.optional(),
};

/** How rows become a frame: by the columns' types, or as told. */
export const frameFormats = ['auto', 'timeseries', 'numeric', 'table'] as const;
export const formatSchema = z.enum(frameFormats).default('auto');
