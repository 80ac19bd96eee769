/** The words of ShopifyQL's own grammar (shopify.dev/docs/api/shopifyql/2026-07). */
export const clauses = [
  'FROM',
  'SHOW',
  'WHERE',
  'GROUP BY',
  'TIMESERIES',
  'SINCE',
  'UNTIL',
  'DURING',
  'COMPARE TO',
  'HAVING',
  'ORDER BY',
  'LIMIT',
  'OFFSET',
  'WITH',
  'VISUALIZE',
] as const;
export type Clause = (typeof clauses)[number];

export const operators = [
  'AND',
  'OR',
  'NOT',
  'IN',
  'IS NULL',
  'IS NOT NULL',
  'CONTAINS',
  'STARTS WITH',
  'ENDS WITH',
  'AS',
  'ASC',
  'DESC',
  'TOP',
  'ONLY',
  'OVERALL',
  'TYPE',
];

export const timeBuckets = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'hour_of_day',
  'day_of_week',
  'week_of_year',
  'month_of_year',
];

export const dates = [
  '$__timeFrom',
  '$__timeTo',
  'today',
  'now',
  'yesterday',
  '-7d',
  '-30d',
  '-3m',
  '-12m',
  'startOfDay(-30d)',
  'startOfMonth(0m)',
  'endOfQuarter(-1q)',
];

export const namedPeriods = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
];

export const comparisons = ['previous_period', 'previous_year', 'previous_year_match_day_of_week'];

export const withOptions = [
  'TOTALS',
  'GROUP_TOTALS',
  'PERCENT_CHANGE',
  'CUMULATIVE_VALUES',
  "CURRENCY 'USD'",
  "TIMEZONE 'Europe/Paris'",
];
