import { z } from 'zod';

/** How a Loki endpoint is told who asks; the secret itself is in `secureJsonData`. */
export const lokiAuthMethods = ['none', 'basic', 'bearer'] as const;

/** Most endpoints that one data source asks. */
export const mostLokiEndpoints = 8;

/** One Loki. Several are asked at once where services keep their logs in regions of their own. */
export const lokiEndpoint = z.object({
  /** Tells endpoints apart in notices and names their secrets. */
  name: z.string().trim().min(1).max(40),
  /** Shown beside what comes from it, e.g. `ap-northeast-2`. */
  region: z.string().trim().max(40).optional(),
  /** `http` or `https`, with a path where Loki stands behind one; without `/loki/api/v1`. */
  url: z.string().trim().default(''),
  /** `X-Scope-OrgID` */
  tenant: z.string().trim().max(150).optional(),
  auth: z.enum(lokiAuthMethods).default('none'),
  user: z.string().trim().optional(),
  tls: z.object({ serverName: z.string().trim().optional(), skipVerify: z.boolean().optional() }).optional(),
  /** LogQL stream selector that every query is narrowed by. */
  selector: z.string().trim().min(1).default('{service_name=~".+"}'),
});
export type LokiEndpointSettings = z.output<typeof lokiEndpoint>;

/** Where error logs are kept. Without endpoints there are none, and the shop's own figures stand alone. */
export const logsSettings = z.object({
  endpoints: z
    .array(lokiEndpoint)
    .max(mostLokiEndpoints)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, { error: 'names must differ' })
    .default([]),
  /** LogQL label filter that says which lines are errors. */
  errors: z.string().trim().min(1).default('level=~"error|critical"'),
  /** Seconds from a line's time until it can be found: buckets younger than that are still filling. */
  lagSeconds: z.number().int().min(0).max(3600).default(60),
});
export type LogsSettings = z.output<typeof logsSettings>;

const day = z.iso.date();

/** Days on which the shop itself makes orders unusual. Both ends belong to it. */
export const campaign = z
  .object({ name: z.string().trim().min(1).max(80), from: day, to: day })
  .refine(({ from, to }) => from <= to, { error: 'from must not be after to' });

/** Words for people in place of an error code, and the service it belongs to. */
export const errorWords = z.object({
  en: z.string().trim().max(200).optional(),
  ko: z.string().trim().max(200).optional(),
  service: z.string().trim().max(80).optional(),
});

/** What expectations of orders are made with. */
export const impactSettings = z.object({
  /** ISO 3166 code of the country whose holidays count; left out: the shop's. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  campaigns: z.array(campaign).max(500).default([]),
  /** Weeks of history that an expectation rests on. */
  baselineWeeks: z.number().int().min(2).max(26).default(8),
  errorWords: z.record(z.string().max(200), errorWords).default({}),
});
export type ImpactSettings = z.output<typeof impactSettings>;

/** Kinds of secrets that an endpoint may have. */
export const lokiSecrets = ['Password', 'Token', 'ClientCert', 'ClientKey', 'CaCert'] as const;
export type LokiSecret = (typeof lokiSecrets)[number];

/** Key of `secureJsonData` for a secret of an endpoint, e.g. `lokiPassword.seoul`. */
export function lokiSecretKey(secret: LokiSecret, name: string): `loki${LokiSecret}.${string}` {
  return `loki${secret}.${name}`;
}
