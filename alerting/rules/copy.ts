import { page, type RuleGroup } from '../model';

const month = 30 * 86_400;

/** Whether the copy can be relied on. The first rule's call every minute also keeps syncing awake. */
export const copy: RuleGroup = {
  name: 'shopscope-copy',
  rules: [
    {
      uid: 'shopscope-sync-stale',
      title: 'sync stale',
      query: { queryType: 'status', part: 'sync' },
      lookBack: month,
      // The rarest look is once an hour.
      evaluator: { type: 'gt', params: [5400] },
      minutes: 5,
      summary: 'alerts:syncStale.summary',
      description: 'alerts:syncStale.description',
      severity: 'warning',
      audience: 'ops',
      onward: page('data'),
    },
    {
      uid: 'shopscope-reconciliation-drift',
      title: 'reconciliation drift',
      query: {
        queryType: 'sql',
        format: 'numeric',
        sql: [
          'SELECT COALESCE(100.0 * SUM(ABS(CAST(unexplained AS REAL))) / NULLIF(SUM(ABS(CAST(shopify_value AS REAL))), 0), 0.0)',
          '  AS drift_percent',
          "FROM reconciliations WHERE kpi = 'net_sales' AND day >= date('now', '-30 days')",
        ].join('\n'),
      },
      lookBack: month,
      evaluator: { type: 'gt', params: [0.5] },
      minutes: 15,
      summary: 'alerts:drift.summary',
      description: 'alerts:drift.description',
      severity: 'warning',
      audience: 'ops',
      onward: page('data'),
    },
    {
      uid: 'shopscope-api-budget',
      title: 'API budget near its end',
      query: { queryType: 'status', part: 'budget', field: 'graphql_left_percent' },
      lookBack: 3600,
      evaluator: { type: 'lt', params: [10] },
      minutes: 5,
      summary: 'alerts:budget.summary',
      description: 'alerts:budget.description',
      severity: 'warning',
      audience: 'ops',
      onward: page('data'),
    },
  ],
};
