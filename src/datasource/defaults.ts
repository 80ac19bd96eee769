import { CoreApp } from '@grafana/data';
import type { QueryType } from '../query';
import type { QueryOf, ShopscopeQuery } from './types';

const version = 2;

type Fresh<Type extends QueryType> = Type extends QueryType ? Omit<QueryOf<Type>, 'refId'> : never;

/** A fresh query of each type, answering something for any shop. */
const fresh: { [Type in QueryType]: () => Fresh<Type> } = {
  metrics: () => ({ version, queryType: 'metrics', metrics: ['total_sales'], bucket: 'hour' }),
  records: () => ({ version, queryType: 'records', kind: 'orders', limit: 100 }),
  shopifyql: () => ({
    version,
    queryType: 'shopifyql',
    text: 'FROM sales\nSHOW total_sales, orders\nTIMESERIES day\nSINCE $__timeFrom UNTIL $__timeTo\nORDER BY day',
  }),
  sql: () => ({
    version,
    queryType: 'sql',
    sql: [
      "SELECT $__timeGroup(processed_at, 'day') AS time, count(*) AS orders",
      'FROM orders',
      'WHERE $__timeFilter(processed_at)',
      'GROUP BY 1',
      'ORDER BY 1',
    ].join('\n'),
  }),
  graphql: () => ({
    version,
    queryType: 'graphql',
    document: [
      'query LatestOrders {',
      '  orders(first: 50, sortKey: CREATED_AT, reverse: true) {',
      '    nodes {',
      '      name',
      '      createdAt',
      '      displayFinancialStatus',
      '      totalPriceSet { shopMoney { amount currencyCode } }',
      '    }',
      '  }',
      '}',
    ].join('\n'),
    limit: 50,
  }),
  events: () => ({ version, queryType: 'events', kinds: ['deletions', 'product_changes'] }),
  impact: () => ({ version, queryType: 'impact', format: 'timeseries' }),
  affected: () => ({ version, queryType: 'affected', show: 'rows' }),
  status: () => ({ version, queryType: 'status', part: 'summary' }),
};

export function freshQuery<Type extends QueryType>(queryType: Type): Fresh<Type> {
  return fresh[queryType]();
}

/** What a new query starts as: one number where an alert rule is being written, a course over time elsewhere. */
export function defaultQuery(app: CoreApp | undefined): Partial<ShopscopeQuery> {
  const alerting = app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting;
  return alerting ? { version, queryType: 'metrics', metrics: ['orders'], period: 'dashboard' } : freshQuery('metrics');
}
