import { z } from 'zod';
import { kpiNames } from '../kpis';

/** A KPI in words; what it allows is in `src/query/kpis.ts`. */
export const kpiWordsSchema = z.object({
  name: z.enum(kpiNames),
  title: z.string(),
  /** What is counted, when and in which currency: a few sentences. */
  definition: z.string(),
  /** The formula in words, e.g. `net sales + taxes + shipping`. */
  formula: z.string(),
  /** What it is apt to be mistaken for. */
  trap: z.string().default(''),
  /** How test, cancelled, edited, gift-card and draft orders count; a sentence each. */
  rules: z.array(z.string()).default([]),
  /** ShopifyQL's name of the figure, where it has one. */
  shopifyql: z.string().optional(),
});
export type KpiWords = z.infer<typeof kpiWordsSchema>;

/** `GET kpis?lang=`: the KPI dictionary. */
export const kpisSchema = z.object({ kpis: z.array(kpiWordsSchema) });

/** `POST metrics/convert` with `{ query, language }`, the query as it is saved. */
export const metricsConvertSchema = z.object({
  /** SQL over the copy's views, with macros for the time range; left out where the owned lane can't answer. */
  sql: z.string().optional(),
  /** Left out where ShopifyQL can't answer. */
  shopifyql: z.string().optional(),
  /** What the text leaves out or does in another way, and why a text is left out. */
  notices: z.array(z.string()).default([]),
});
export type MetricsConverted = z.infer<typeof metricsConvertSchema>;
