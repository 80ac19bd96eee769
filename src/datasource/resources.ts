import type { MetricFindValue } from '@grafana/data';
import type { z } from 'zod';
import {
  connectionSchema,
  graphqlCheckSchema,
  graphqlSchemaSchema,
  kpisSchema,
  metricsConvertSchema,
  shopifyqlCheckSchema,
  shopifyqlReferenceSchema,
  sqlCheckSchema,
  sqlViewsSchema,
  tagsSchema,
  type Connection,
  type GraphqlCheck,
  type KpiWords,
  type MetricsConverted,
  type Problem,
  type ShopifyqlReference,
  type SqlViews,
} from '../query/resources';
import { viewerLanguage } from '../shims/language';

/** The part of a data source that asks its backend. */
export interface Asks {
  readonly uid: string;
  getResource(path: string, params?: Record<string, string>, options?: { showErrorAlert?: boolean }): Promise<unknown>;
  postResource(path: string, data?: unknown, options?: { showErrorAlert?: boolean }): Promise<unknown>;
}

/** Failures are shown where they belong, not as a pop-up. */
const quietly = { showErrorAlert: false };

async function get<Schema extends z.ZodType>(
  asks: Asks,
  path: string,
  schema: Schema,
  params: Record<string, string> = {}
): Promise<z.output<Schema>> {
  return schema.parse(await asks.getResource(path, { lang: viewerLanguage(), ...params }, quietly));
}

async function post<Schema extends z.ZodType>(
  asks: Asks,
  path: string,
  schema: Schema,
  body: object
): Promise<z.output<Schema>> {
  return schema.parse(await asks.postResource(path, { language: viewerLanguage(), ...body }, quietly));
}

export function connection(asks: Asks): Promise<Connection> {
  return get(asks, 'connection', connectionSchema);
}

export async function tagKeys(asks: Asks): Promise<MetricFindValue[]> {
  return (await get(asks, 'tags/keys', tagsSchema)).map(asFindValue);
}

export async function tagValues(asks: Asks, key: string): Promise<MetricFindValue[]> {
  return (await get(asks, 'tags/values', tagsSchema, { key })).map(asFindValue);
}

function asFindValue({ text, value }: z.output<typeof tagsSchema>[number]): MetricFindValue {
  return value === undefined ? { text } : { text, value };
}

export function shopifyqlReference(asks: Asks): Promise<ShopifyqlReference> {
  return get(asks, 'shopifyql/reference', shopifyqlReferenceSchema);
}

export async function checkShopifyql(asks: Asks, text: string): Promise<Problem[]> {
  return (await post(asks, 'shopifyql/check', shopifyqlCheckSchema, { text })).problems;
}

export function graphqlSchema(asks: Asks): Promise<z.output<typeof graphqlSchemaSchema>> {
  return get(asks, 'graphql/schema', graphqlSchemaSchema);
}

export function checkGraphql(asks: Asks, document: string, variables: string): Promise<GraphqlCheck> {
  return post(asks, 'graphql/check', graphqlCheckSchema, { document, variables });
}

export async function kpiWords(asks: Asks): Promise<KpiWords[]> {
  return (await get(asks, 'kpis', kpisSchema)).kpis;
}

/** A `metrics` query in SQL and in ShopifyQL, where each can say it. */
export function convertMetrics(asks: Asks, query: object): Promise<MetricsConverted> {
  return post(asks, 'metrics/convert', metricsConvertSchema, { query });
}

export function sqlViews(asks: Asks): Promise<SqlViews> {
  return get(asks, 'sql/views', sqlViewsSchema);
}

export async function checkSql(asks: Asks, sql: string): Promise<Problem[]> {
  return (await post(asks, 'sql/check', sqlCheckSchema, { sql })).problems;
}
