import { z } from 'zod';

/** Kinds of personal data that Shopify flags in its schema. */
export const protectedKinds = ['name', 'address', 'phone', 'email'] as const;

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
});
export type DataSourceOptions = z.input<typeof dataSourceSettings>;

/** Keys of `secureJsonData`. */
export interface DataSourceSecrets {
  clientSecret?: string;
  accessToken?: string;
}
