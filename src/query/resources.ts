import { z } from 'zod';
import { problemSchema } from './resources/problem';

export * from './resources/copy';
export * from './resources/incidents';
export * from './resources/kpis';
export * from './resources/order';
export * from './resources/problem';
export * from './resources/sql';

/**
 * What the data source's resources answer to editors and pages. Texts in an answer are already in the language asked
 * for (`?lang=` on GET, `language` in a POST body). A failure is `{ "message": string }` with a 4xx or 5xx status.
 */

const bucketBudget = z.object({ available: z.number(), maximum: z.number(), restoreRate: z.number() });
/** `resetsAt` is epoch milliseconds. */
const windowBudget = z.object({ available: z.number(), maximum: z.number(), resetsAt: z.number() });

/** `GET connection?lang=`: what *Save & test* and the connection panel show. */
export const connectionSchema = z.object({
  shop: z.object({
    name: z.string(),
    domain: z.string(),
    plan: z.string(),
    timezone: z.string(),
    currency: z.string(),
  }),
  apiVersion: z.object({ asked: z.string(), served: z.string().optional() }),
  /** The development address that stands in for the shop, where Grafana's ini file sets one. */
  sandbox: z.string().optional(),
  /** Epoch milliseconds; left out for tokens that don't expire. */
  tokenExpiresAt: z.number().optional(),
  /** Every scope that some part of the plugin reads with: granted or not, and what is lost without it. */
  scopes: z.array(z.object({ scope: z.string(), granted: z.boolean(), without: z.string().default('') })),
  /** How far back orders can be seen: days, or null for the whole history; and the same in words. */
  history: z.object({ days: z.number().nullable(), text: z.string() }),
  budget: z.object({ graphql: bucketBudget.optional(), shopifyql: windowBudget.optional() }),
  /** What a person should know besides, e.g. of write scopes that are not needed. */
  notices: z.array(z.string()).default([]),
});
export type Connection = z.infer<typeof connectionSchema>;

/** `GET facts`: what everybody may know of the shop. */
export const factsSchema = z.object({ shop: z.string(), timezone: z.string(), currency: z.string() });

const named = z.object({ name: z.string(), text: z.string().default('') });

/** `GET shopifyql/reference?lang=`: words for completion. */
export const shopifyqlReferenceSchema = z.object({
  schemas: z.array(
    z.object({ name: z.string(), text: z.string().default(''), metrics: z.array(named), dimensions: z.array(named) })
  ),
});
export type ShopifyqlReference = z.infer<typeof shopifyqlReferenceSchema>;

/** `POST shopifyql/check` with `{ text, language }`, and the first half of the answer of `POST graphql/check`. */
export const shopifyqlCheckSchema = z.object({ problems: z.array(problemSchema) });

/** `POST graphql/check` with `{ document, variables, language }`: what the guard refuses, and the cost to expect. */
export const graphqlCheckSchema = z.object({
  problems: z.array(problemSchema),
  /** Points that Shopify will ask for the first page; left out where the document can't be read. */
  cost: z.number().optional(),
  /** Scopes that its fields need. */
  scopes: z.array(z.string()).default([]),
});
export type GraphqlCheck = z.infer<typeof graphqlCheckSchema>;

/** `GET graphql/schema`: introspection without descriptions, as graphql-js's `buildClientSchema` takes it, and extras. */
export const graphqlSchemaSchema = z.looseObject({ version: z.string(), __schema: z.looseObject({}) });

/** `GET tags/keys?lang=` and `GET tags/values?key=&lang=`: for ad-hoc filters. */
export const tagsSchema = z.array(z.object({ text: z.string(), value: z.string().optional() }));

/** `frame.meta.custom` of every answer: where it came from, how fresh it is and what it cost. */
export const frameCustomSchema = z.looseObject({
  lane: z.enum(['live', 'owned']).optional(),
  /** Epoch milliseconds at which the data was read from Shopify. */
  fetchedAt: z.number().optional(),
  cached: z.boolean().optional(),
  requests: z.number().optional(),
  cost: z
    .looseObject({
      requested: z.number().optional(),
      actual: z.number().optional(),
      available: z.number().optional(),
      maximum: z.number().optional(),
    })
    .optional(),
  shopifyqlCost: z
    .looseObject({ requested: z.number().optional(), available: z.number().optional(), maximum: z.number().optional() })
    .optional(),
});
export type FrameCustom = z.infer<typeof frameCustomSchema>;
