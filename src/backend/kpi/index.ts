/** KPIs: what they mean, and how they are worked out from the copy and asked of ShopifyQL. */
export type { FilterOperator, KpiDefinition, KpiFilter, KpiRules, Read, Scope, Span, Twin } from './definition';
export { evaluate, nothingOf, type KpiRow } from './evaluate';
export { dictionary, type KpiEntry } from './dictionary';
export { kpiDefinition, kpiDefinitions } from './list';
export { recordsBehind, spanBehind, type BehindPlace, type RecordBehind, type RecordsBehind } from './records-behind';
export { compiled } from './sources/sql-parts';
export { dayOf } from './local-time';
export { checkedDays, driftOf, driftShare, type Drift, type DriftRow } from './reconcile/drift';
export { dueDay } from './reconcile/due';
export { reconcileDay, reconciledKpis, type Reconciliation } from './reconcile/reconcile';
