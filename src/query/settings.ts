import { z } from 'zod';
import { impactSettings, logsSettings, type LokiSecret } from './logs';

/** Kinds of personal data that Shopify flags in its schema. */
export const protectedKinds = ['name', 'address', 'phone', 'email'] as const;

/** Entities of the owned copy that have personal columns. */
export const personalEntities = ['orders', 'customers'] as const;
export type PersonalEntity = (typeof personalEntities)[number];

/** Roles that may be allowed to see the copy's personal columns; Viewers never are. */
export const personalRoles = ['Admin', 'Editor'] as const;

/** A metafield to keep as a column: `<owner>:<namespace>.<key>`, e.g. `products:custom.material`. */
export const metafieldPattern = /^(products|variants|orders|customers|collections):[\w-]{2,}\.[\w-]{2,}$/;

/** The owned copy of the store. Where it lies is the Grafana server's to say, never the data source's. */
export const copySettings = z.object({
  enabled: z.boolean().default(false),
  /** Largest share of the shop's API budget that syncing takes while panels need it. */
  budgetShare: z.number().min(0.05).max(0.8).default(0.2),
  /** Entities whose personal columns are stored; those of all others are wiped. */
  personal: z.array(z.enum(personalEntities)).default([]),
  personalRoles: z.array(z.enum(personalRoles)).default(['Admin']),
  /** Whether Shopify's answers are kept as they came, beside the columns. */
  rawDocuments: z.boolean().default(false),
  metafields: z.array(z.string().regex(metafieldPattern)).max(50).default([]),
});
export type CopySettings = z.output<typeof copySettings>;
export type CopyOptions = z.input<typeof copySettings>;

/** `jsonData` of the data source. */
export const dataSourceSettings = z.object({
  /** The shop's `*.myshopify.com` domain. */
  shop: z.string().default(''),
  authMethod: z.enum(['client', 'token']).default('client'),
  clientId: z.string().default(''),
  apiVersion: z.enum(['2026-07', '2026-10']).default('2026-07'),
  /** Language of alerts and of health messages; screens use the viewer's own. */
  language: z.enum(['en', 'ko']).default('en'),
  /** Personal data that queries may read; none unless an admin switches it on. */
  allowProtected: z.array(z.enum(protectedKinds)).default([]),
  copy: copySettings.prefault({}),
  logs: logsSettings.prefault({}),
  impact: impactSettings.prefault({}),
});
export type DataSourceOptions = z.input<typeof dataSourceSettings>;

/** Keys of `secureJsonData`. */
export interface DataSourceSecrets {
  clientSecret?: string;
  accessToken?: string;
  /** Of each endpoint of `logs`, by `lokiSecretKey`. */
  [ofEndpoint: `loki${LokiSecret}.${string}`]: string;
}
