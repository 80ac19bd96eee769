import type { ParsedQuery, QueryType } from '../../query';
import type { Frame } from '../grafana';
import type { Ask, Run } from './common/ask';

type OfType<Type extends QueryType> = Extract<ParsedQuery, { queryType: Type }>;

/** How each query type is run; loaded when it is first asked for, so that the backend greets Grafana early. */
const runs: { readonly [Type in QueryType]: () => Promise<Run<OfType<Type>>> } = {
  metrics: async () => (await import('./metrics/run')).runMetrics,
  impact: async () => (await import('./impact/run')).runImpact,
  affected: async () => (await import('./affected/run')).runAffected,
  records: async () => (await import('./records/run')).runRecords,
  sql: async () => (await import('./sql/run')).runSql,
  events: async () => (await import('./events/run')).runEvents,
  shopifyql: async () => (await import('./shopifyql/run')).runShopifyql,
  graphql: async () => (await import('./graphql/run')).runGraphql,
  status: async () => (await import('./status/run')).runStatus,
};

/** Runs a query by its type. */
export async function runQuery(ask: Ask): Promise<readonly Frame[]> {
  const { query } = ask;
  switch (query.queryType) {
    case 'metrics':
      return await (
        await runs.metrics()
      )({ ...ask, query });
    case 'impact':
      return await (
        await runs.impact()
      )({ ...ask, query });
    case 'affected':
      return await (
        await runs.affected()
      )({ ...ask, query });
    case 'records':
      return await (
        await runs.records()
      )({ ...ask, query });
    case 'sql':
      return await (
        await runs.sql()
      )({ ...ask, query });
    case 'events':
      return await (
        await runs.events()
      )({ ...ask, query });
    case 'shopifyql':
      return await (
        await runs.shopifyql()
      )({ ...ask, query });
    case 'graphql':
      return await (
        await runs.graphql()
      )({ ...ask, query });
    case 'status':
      return await (
        await runs.status()
      )({ ...ask, query });
  }
}
