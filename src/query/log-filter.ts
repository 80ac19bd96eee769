import { z } from 'zod';

/** What narrows error lines, in every query type that reads them; the data source's own filter for errors is always on. */
export const logFilterShape = {
  /** Values of the label `service_name`; none: every service. */
  services: z.array(z.string().max(200)).max(100).default([]),
  /** LogQL pipeline, e.g. `|= "timeout"` or `| json | code="PSP_TIMEOUT"`, ANDed with the filter for errors. */
  stages: z.string().max(4_000).default(''),
};
