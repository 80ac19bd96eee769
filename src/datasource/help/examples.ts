import type { SavedQuery } from '../../query';

/** Queries that answer something for any shop, with the keys of their texts below `editor:help.`. */
export const examples = [
  {
    key: 'metrics.today',
    query: {
      queryType: 'metrics',
      metrics: ['total_sales', 'orders', 'average_order_value'],
      period: 'today',
      compare: 'week_ago',
    },
  },
  { key: 'metrics.hours', query: { queryType: 'metrics', metrics: ['total_sales'], bucket: 'hour' } },
  {
    key: 'metrics.products',
    query: { queryType: 'metrics', metrics: ['total_sales'], dimensions: ['product'], limit: 10 },
  },
  { key: 'records.latest', query: { queryType: 'records', kind: 'orders', limit: 50 } },
  {
    key: 'records.unpaid',
    query: { queryType: 'records', kind: 'orders', search: 'financial_status:pending', inRange: false },
  },
  { key: 'records.checkouts', query: { queryType: 'records', kind: 'checkouts' } },
  {
    key: 'shopifyql.days',
    query: {
      queryType: 'shopifyql',
      text: 'FROM sales\nSHOW total_sales, orders\nTIMESERIES day\nSINCE $__timeFrom UNTIL $__timeTo\nORDER BY day',
    },
  },
  {
    key: 'shopifyql.funnel',
    query: {
      queryType: 'shopifyql',
      text: [
        'FROM sessions',
        'SHOW sessions, sessions_with_cart_additions, sessions_that_reached_checkout,',
        '  sessions_that_completed_checkout, conversion_rate',
        'TIMESERIES day',
        'SINCE $__timeFrom UNTIL $__timeTo',
        'ORDER BY day',
      ].join('\n'),
    },
  },
  {
    key: 'sql.hours',
    query: {
      queryType: 'sql',
      sql: [
        "SELECT $__timeGroup(processed_at, 'hour') AS time, channel_name, count(*) AS orders",
        'FROM orders',
        'WHERE $__timeFilter(processed_at)',
        'GROUP BY 1, 2',
        'ORDER BY 1',
      ].join('\n'),
    },
  },
  { key: 'events.prices', query: { queryType: 'events', kinds: ['price_changes', 'stock'] } },
  {
    key: 'graphql.orders',
    query: {
      queryType: 'graphql',
      document: [
        'query Orders($search: String) {',
        '  orders(first: 100, query: $search) {',
        '    nodes {',
        '      name',
        '      createdAt',
        '      displayFulfillmentStatus',
        '      currentTotalPriceSet { shopMoney { amount currencyCode } }',
        '    }',
        '  }',
        '}',
      ].join('\n'),
      variables: '{ "search": "created_at:>=\'$__timeFrom\' AND created_at:<\'$__timeTo\'" }',
    },
  },
  { key: 'impact.course', query: { queryType: 'impact', format: 'timeseries' } },
  { key: 'affected.rows', query: { queryType: 'affected', show: 'rows' } },
  { key: 'status.budget', query: { queryType: 'status', part: 'budget' } },
] as const satisfies ReadonlyArray<{ key: string; query: SavedQuery }>;
