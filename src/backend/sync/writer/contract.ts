import { z } from 'zod';
import { entities } from '../entities';

/**
 * What the process that serves Grafana asks of the one process that writes a copy (role `copy-writer`). Every method
 * commits before it answers, and can be repeated without harm after a stop at any point.
 */

const instant = z.number().int();
const entity = z.enum(entities);

/** `{ code, values }` of a failure, as it is kept and told. */
export const failure = z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) });
export type Failure = z.infer<typeof failure>;

/** Last committed place of an entity: inclusive, with the id as tie-break. */
export const cursor = z.object({ at: instant, id: z.string() });
export type Cursor = z.infer<typeof cursor>;

export const init = z.object({
  file: z.string(),
  shop: z.object({
    id: z.string(),
    domain: z.string(),
    name: z.string(),
    plan: z.string(),
    currency: z.string(),
    timezone: z.string(),
  }),
  /** Entities of which personal columns may be stored; all others' are wiped. */
  personal: z.array(z.enum(['orders', 'customers'])),
  rawDocuments: z.boolean(),
  /** Metafields to keep, by owner: `namespace.key`. */
  metafields: z.record(z.string(), z.array(z.string())),
});
export type WriterInit = z.infer<typeof init>;

export const job = z.object({
  entity,
  /** Inclusive and exclusive bounds of the entity's created time; 0 and 0 where it has no windows. */
  windowFrom: instant,
  windowTo: instant,
  operationId: z.string().nullable(),
  status: z.enum(['planned', 'running', 'loading', 'done', 'failed']),
  objectCount: z.number().int().nullable(),
  rootCount: z.number().int().nullable(),
  linesDone: z.number().int(),
  bytesDone: z.number().int(),
  objectsWritten: z.number().int(),
  rootsWritten: z.number().int(),
  attempts: z.number().int(),
  error: failure.nullable(),
});
export type Job = z.infer<typeof job>;

export const entityState = z.object({
  entity,
  state: z.enum(['waiting', 'backfill', 'current', 'denied', 'failed']),
  cursor: cursor.nullable(),
  rows: z.number().int(),
  completeFrom: instant.nullable(),
  checkedAt: instant.nullable(),
  sweptAt: instant.nullable(),
  error: failure.nullable(),
});
export type EntityState = z.infer<typeof entityState>;

/** Method `state`: all that a supervisor needs to go on after a restart. */
export const writerState = z.object({
  entities: z.array(entityState),
  jobs: z.array(job),
  schemaVersion: z.number().int(),
  bytes: z.number(),
  asleepSince: instant.nullable(),
  paused: z.boolean(),
});
export type WriterState = z.infer<typeof writerState>;

/**
 * Method `ingest`: loads the result of a finished bulk operation, from where the job's `bytesDone` stands, committing as
 * it goes; works out dirty days and customers at its end. Emits `ingestProgress`. Fails with `countMismatch` where lines
 * and counts differ, `truncated` where the result ends early, `unreadable` where a line is no JSON.
 */
export const ingest = z.object({
  job,
  url: z.string(),
  fileSize: z.number().nullable(),
  readAt: instant,
});
export const ingestProgress = z.object({ lines: z.number(), bytes: z.number(), roots: z.number() });
export const ingested = z.object({
  objects: z.number().int(),
  roots: z.number().int(),
  /** Ids of records with a list that the result cut off: they are to be read by id. */
  short: z.array(z.string()),
});

/**
 * Method `apply`: upserts whole records as GraphQL nodes (the document of the entity's increments), their children
 * replaced, history noted, dirty days and customers worked out, and the cursor moved: one transaction. Nodes that are
 * older than what is stored (`updatedAt`) change nothing.
 */
export const apply = z.object({
  entity,
  nodes: z.array(z.unknown()),
  /** Null leaves the cursor where it is. */
  cursor: cursor.nullable(),
  readAt: instant,
});
export const applied = z.object({ written: z.number().int(), unchanged: z.number().int() });

/** Method `markDeleted`: rows stay, marked; figures leave them out. Personal data of deleted customers is wiped. */
export const markDeleted = z.object({ entity, ids: z.array(z.string()), at: instant });

/** Methods `sweepBegin`, `sweepIds`, `sweepEnd`: every id there is at Shopify; ids created before `before` that are missing are marked deleted. */
export const sweepBegin = z.object({ entity });
export const sweepIds = z.object({ entity, ids: z.array(z.string()) });
export const sweepEnd = z.object({ entity, before: instant, at: instant });
export const swept = z.object({ missingHere: z.array(z.string()), deleted: z.number().int() });

/** Method `unsettled`: orders created since a moment that await payment, at most so many, those first that were read longest ago. */
export const unsettled = z.object({ since: instant, most: z.number().int().positive() });
export const unsettledIds = z.object({ ids: z.array(z.string()) });

/** Method `saveJobs`, `saveEntity`, `saveSetting`: state of the supervisor. */
export const saveJobs = z.object({ jobs: z.array(job) });
export const saveEntity = entityState.partial().required({ entity: true });
export const saveSetting = z.object({ name: z.enum(['asleepSince', 'paused', 'scopes']), value: z.unknown() });

/** Method `addGap`: history of an entity is not known for a while. */
export const addGap = z.object({ entity, from: instant, to: instant, reason: z.string() });

/** Method `lease`: takes or renews the lease; `held: false` where another process has it. */
export const lease = z.object({ holder: z.string(), now: instant, ttl: z.number().int() });
export const leased = z.object({ held: z.boolean(), holder: z.string(), until: instant });

/** Method `wipe`: personal columns of these entities, everywhere in the file. Method `refetch` is a new bulk job. */
export const wipe = z.object({ entities: z.array(z.enum(['orders', 'customers'])) });

/** Method `saveReconciliations`: what a comparison with Shopify found, per day and KPI; values are decimals. */
export const saveReconciliations = z.object({
  rows: z.array(
    z.object({
      day: z.string(),
      kpi: z.string(),
      copy_value: z.string(),
      shopify_value: z.string(),
      difference: z.string(),
      reasons: z.array(
        z.object({
          code: z.string(),
          amount: z.string(),
          records: z.array(z.object({ id: z.string(), name: z.string() })),
        })
      ),
      unexplained: z.string(),
      checked_at: instant,
    })
  ),
});

/** One revision of an incident, as the table `incidents` has it. */
export const incidentRow = z.object({
  id: z.string().min(1),
  revision: z.number().int().min(1),
  started_at: instant,
  detected_at: instant,
  ended_at: instant.nullable(),
  state: z.number().int().min(1).max(4),
  orders: z.number().int(),
  expected: z.number().int(),
  shortfall_low: z.number().int().nullable(),
  shortfall_high: z.number().int().nullable(),
  revenue_at_risk_low: z.number().int().nullable(),
  revenue_at_risk_high: z.number().int().nullable(),
  recovered_low: z.number().int().nullable(),
  recovered_high: z.number().int().nullable(),
  errors: z.number().int().nullable(),
  errors_usual: z.number().int().nullable(),
  service: z.string().nullable(),
  error_code: z.string().nullable(),
  definition: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  kept_at: instant,
});
export type IncidentRow = z.infer<typeof incidentRow>;

/** Method `addIncidents`: revisions that are new. One that is there already stays as it is, whatever is sent. */
export const addIncidents = z.object({ rows: z.array(incidentRow) });

/** Method `addIncidentNote`: what a person wrote of a cause. */
export const addIncidentNote = z.object({ id: z.string().min(1), at: instant, text: z.string(), author: z.string() });
