import { z } from 'zod';
import { affectedQuery } from './affected';
import { eventsQuery } from './events';
import { graphqlQuery } from './graphql';
import { impactQuery } from './impact';
import { metricsQuery } from './metrics';
import { recordsQuery } from './records';
import { shopifyqlQuery } from './shopifyql';
import { sqlQuery } from './sql';
import { statusQuery } from './status';

export { modelVersion, frameFormats } from './base';
export { recordKinds, type RecordKind, type RecordsQuery } from './records';
export {
  comparisons,
  metricNames,
  periods,
  type Comparison,
  type Definition,
  type MetricName,
  type AskedMetrics,
  type MetricsQuery,
  type Period,
} from './metrics';
export {
  kpiBuckets,
  kpiDimensions,
  kpiFamilies,
  kpiNames,
  kpis,
  sharedBuckets,
  sharedDimensions,
  type Kpi,
  type KpiBucket,
  type KpiDimension,
  type KpiFamily,
  type KpiLane,
  type KpiName,
  type KpiUnit,
} from './kpis';
export { eventKinds, type EventKind, type EventsQuery } from './events';
export { mostSqlRows, type SqlQuery } from './sql';
export {
  impactBuckets,
  impactFigures,
  impactFormats,
  type ImpactBucket,
  type ImpactFigure,
  type ImpactFormat,
  type ImpactQuery,
} from './impact';
export {
  affectedKeys,
  affectedOutcomes,
  affectedShows,
  mostErrorLines,
  type AffectedKey,
  type AffectedOutcome,
  type AffectedQuery,
  type AffectedShow,
} from './affected';
export type { Behind } from './behind';
export type { GraphqlQuery } from './graphql';
export type { ShopifyqlQuery } from './shopifyql';
export type { StatusQuery } from './status';

/** Every query type, in the order the editor offers them. */
export const queryTypes = [
  'metrics',
  'impact',
  'affected',
  'records',
  'sql',
  'events',
  'shopifyql',
  'graphql',
  'status',
] as const;
export type QueryType = (typeof queryTypes)[number];

/** A query of any type, checked and with defaults filled in. */
export const shopscopeQuery = z.discriminatedUnion('queryType', [
  metricsQuery,
  impactQuery,
  affectedQuery,
  recordsQuery,
  sqlQuery,
  eventsQuery,
  shopifyqlQuery,
  graphqlQuery,
  statusQuery,
]);

/** A query after parsing: every default is there. */
export type ParsedQuery = z.infer<typeof shopscopeQuery>;
/** A query as it may be saved or typed by hand: defaults may be left out. */
export type SavedQuery = z.input<typeof shopscopeQuery>;
export { lookupOf } from './lookup';
export { readQuery, type ModelFault, type ReadQuery, type WordIssue } from './read';
