import { z } from 'zod';
import { personalEntities, personalRoles } from '../settings';

/**
 * What the *Data* page asks for. Instants are epoch milliseconds, sizes bytes, shares 0 to 1, texts in the language asked
 * for. What is not known, or not there because the copy is off, is left out.
 */

const instant = z.number();
const count = z.number().int().min(0);
const bytes = z.number().min(0);
const share = z.number().min(0).max(1);

export const copyStates = ['off', 'starting', 'backfill', 'current', 'asleep', 'failed'] as const;
export type CopyState = (typeof copyStates)[number];

/** Why there is no copy: the page tells what to do about each. */
export const copyOffReasons = ['notEnabled', 'rootMissing', 'rootUnusable', 'connection'] as const;

export const copyEntityStates = ['waiting', 'backfill', 'current', 'denied', 'failed'] as const;

export const copyEntitySchema = z.object({
  /** Name as in `src/backend/sync/entities.ts`. */
  name: z.string(),
  title: z.string(),
  state: z.enum(copyEntityStates),
  rows: count,
  /** From when on the entity is complete; 0 where it is from the beginning. */
  since: instant.optional(),
  /** All that changed before this instant is in the copy. */
  freshAt: instant.optional(),
  /** Why it is denied or failed, and what to do. */
  error: z.string().optional(),
});
export type CopyEntity = z.infer<typeof copyEntitySchema>;

export const copyJobSchema = z.object({
  entity: z.string(),
  title: z.string(),
  rows: count,
  /** Shopify's own count, once it is known. */
  total: count.optional(),
  rowsPerSecond: z.number().min(0).default(0),
  secondsLeft: z.number().min(0).optional(),
  /** The stretch of the store's history being loaded, inclusive and exclusive. */
  window: z.object({ from: instant, to: instant }).optional(),
});
export type CopyJob = z.infer<typeof copyJobSchema>;

const driftUnits = ['money', 'count', 'ratio', 'percent', 'days', 'hours'] as const;

export const copyDriftDaySchema = z.object({
  /** Date in the shop's zone, `YYYY-MM-DD`. */
  day: z.string(),
  kpi: z.string(),
  title: z.string(),
  unit: z.enum(driftUnits),
  copy: z.number().nullable(),
  shopify: z.number().nullable(),
  /** The copy's figure less Shopify's. */
  difference: z.number(),
  /** What is left of the difference when every known reason is taken off. */
  unexplained: z.number(),
  reasons: z.array(z.string()).default([]),
});
export type CopyDriftDay = z.infer<typeof copyDriftDaySchema>;

/** `GET copy?lang=`: for every role; `directory`, `holder` and `backups` for Admins alone. */
export const copySchema = z.object({
  state: z.enum(copyStates),
  /** Set by an admin; the copy answers queries, and nothing is read from Shopify. */
  paused: z.boolean().default(false),
  /** Why the state is off or failed, and what to do. */
  reason: z.string().optional(),
  /** Set where the state is off. */
  offReason: z.enum(copyOffReasons).optional(),
  shop: z.object({ name: z.string(), domain: z.string(), timezone: z.string(), currency: z.string() }).optional(),
  /** Where the server's ini puts copies. */
  directory: z.string().optional(),
  asleepSince: instant.optional(),
  /** The alert rule whose calls keep syncing awake. */
  heartbeat: z
    .object({ seenAt: instant.nullable(), missing: z.boolean(), text: z.string() })
    .default({ seenAt: null, missing: false, text: '' }),
  entities: z.array(copyEntitySchema).default([]),
  jobs: z.array(copyJobSchema).default([]),
  /** How much of the backfill is done; left out before counts are known. */
  progress: share.optional(),
  secondsLeft: z.number().min(0).optional(),
  /** `forecast` is what the finished copy will take. */
  size: z.object({ bytes, freeBytes: bytes.optional(), forecastBytes: bytes.optional() }).optional(),
  /** `warning` where the place loses files, or is too small. */
  fileSystem: z.object({ kind: z.string(), warning: z.string().optional() }).optional(),
  /** `worst` is the largest unexplained difference as a share of Shopify's figure. */
  drift: z
    .object({
      worst: z.number().min(0).nullable(),
      checkedAt: instant.optional(),
      days: z.array(copyDriftDaySchema).default([]),
    })
    .default({ worst: null, days: [] }),
  budgetShare: z.object({ allowed: share, used: share }).optional(),
  personal: z
    .object({ orders: z.boolean(), customers: z.boolean(), roles: z.array(z.enum(personalRoles)) })
    .default({ orders: false, customers: false, roles: ['Admin'] }),
  backups: z.array(z.object({ name: z.string(), at: instant, bytes })).default([]),
  /** `here` is false where another process, `holder`, syncs this shop. */
  lease: z.object({ here: z.boolean(), holder: z.string().optional() }).optional(),
  notices: z.array(z.string()).default([]),
});
export type Copy = z.infer<typeof copySchema>;
/** As a producer writes it: what has a default may be left out. */
export type CopyAnswer = z.input<typeof copySchema>;

const asked = { language: z.string().optional() };
/** The shop's `*.myshopify.com` domain, typed by the person who is about to lose something of it. */
const confirmed = { ...asked, confirm: z.string() };

/** Bodies of `POST copy/<action>`; for Admins alone (403 for others). */
export const copyActionBodies = {
  pause: z.object(asked),
  resume: z.object(asked),
  /** Throws the copied rows away and loads them again; without `entities`, all. History that Shopify doesn't keep stays. */
  rebuild: z.object({ ...confirmed, entities: z.array(z.string()).optional() }),
  /** Deletes the copy with its history; backups stay. */
  delete: z.object(confirmed),
  backup: z.object(asked),
  /** Puts a backup, by its `name`, in the place of the copy, which is backed up first. */
  restore: z.object({ ...confirmed, backup: z.string() }),
  /** Wipes stored personal columns of these entities now. */
  wipe: z.object({ ...asked, entities: z.array(z.enum(personalEntities)).min(1) }),
  /** Compares figures with Shopify's now. */
  reconcile: z.object(asked),
  /** Looks for deleted records now, by comparing every id. */
  sweep: z.object({ ...asked, entities: z.array(z.string()).optional() }),
} as const;
export type CopyAction = keyof typeof copyActionBodies;
export type CopyActionBody<Action extends CopyAction> = z.input<(typeof copyActionBodies)[Action]>;

/** What each action answers: what has been done, or has begun. */
export const copyActionAnswerSchema = z.object({ message: z.string() });

/**
 * Stream `copy/progress` (Grafana Live channel `ds/<uid>/copy/progress`): each packet is a frame with one row per running
 * job and these fields. Its `meta.custom` holds `{ state, progress?, secondsLeft? }` as in `copySchema`. A packet is sent at
 * most once a second, and when the state changes.
 */
export const copyProgressFields = ['entity', 'title', 'rows', 'total', 'rowsPerSecond', 'secondsLeft'] as const;
export const copyProgressCustomSchema = z.looseObject({
  state: z.enum(copyStates),
  progress: share.optional(),
  secondsLeft: z.number().min(0).optional(),
});
