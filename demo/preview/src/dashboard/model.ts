import type { FieldConfigSource, RawTimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { z } from 'zod';

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

const reference = z.object({ type: z.string(), uid: z.string() });

/** A query as a panel or variable keeps it: ours to pass on, the plugin's to understand. */
const query = z.custom<DataQuery>((value) => isObject(value));

const option = z.object({ text: z.string(), value: z.string() });

const variable = z.discriminatedUnion('type', [
  z.object({ type: z.literal('datasource'), name: z.string(), label: z.string().optional(), query: z.string() }),
  z.object({
    type: z.literal('query'),
    name: z.string(),
    label: z.string().optional(),
    datasource: reference,
    query: z.unknown(),
    multi: z.boolean().default(false),
    includeAll: z.boolean().default(false),
    allValue: z.string().optional(),
  }),
  z.object({ type: z.literal('custom'), name: z.string(), label: z.string().optional(), options: z.array(option) }),
  z.object({ type: z.literal('textbox'), name: z.string(), label: z.string().optional(), query: z.string() }),
]);
/** A template variable of the kinds that bundled dashboards use. */
export type Variable = z.infer<typeof variable>;

const single = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().default(''),
  description: z.string().default(''),
  transparent: z.boolean().default(false),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  datasource: reference.optional(),
  targets: z.array(query).default([]),
  maxDataPoints: z.number().optional(),
  transformations: z.array(z.object({ id: z.string(), options: z.record(z.string(), z.unknown()) })).default([]),
  fieldConfig: z.custom<FieldConfigSource>((value) => isObject(value)).default({ defaults: {}, overrides: [] }),
  options: z.record(z.string(), z.unknown()).default({}),
});
export type Panel = z.infer<typeof single>;

/** A row, closed at first, has panels of its own. */
const panel = single.extend({ panels: z.array(single).default([]) });
export type Row = z.infer<typeof panel>;

const annotation = z.object({
  name: z.string(),
  enable: z.boolean().default(true),
  iconColor: z.string(),
  datasource: reference,
  /** The query of our own data source. */
  target: query.optional(),
  /** Loki's own way of keeping one. */
  expr: z.string().optional(),
  titleFormat: z.string().default(''),
  textFormat: z.string().default(''),
});
/** What happened, drawn over charts. */
export type Annotation = z.infer<typeof annotation>;

const link = z.object({
  title: z.string(),
  url: z.string(),
  keepTime: z.boolean().default(false),
  includeVars: z.boolean().default(false),
});
export type DashboardLink = z.infer<typeof link>;

const dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  description: z.string().default(''),
  tags: z.array(z.string()).default([]),
  refresh: z.string().default(''),
  time: z.custom<RawTimeRange>((value) => isObject(value)),
  timezone: z.string().default('browser'),
  templating: z.object({ list: z.array(variable) }).default({ list: [] }),
  annotations: z.object({ list: z.array(annotation) }).default({ list: [] }),
  links: z.array(link).default([]),
  panels: z.array(panel),
});
/** A dashboard in Grafana's JSON model, as far as the preview draws it. */
export type Dashboard = z.infer<typeof dashboard>;

export const dashboards = z.array(dashboard);
