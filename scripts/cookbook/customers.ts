import type { Chapter } from './recipe';

export const customers: Chapter = {
  title: 'Customers',
  recipes: [
    {
      id: 'returning',
      question: 'How many buyers had bought before?',
      query: {
        queryType: 'metrics',
        metrics: ['new_customers', 'returning_customers', 'returning_customer_rate'],
        bucket: 'month',
        period: 'this_year',
      },
      days: 365,
      rows: 4,
      note: 'Over the whole history of the shop, not over the range alone. Rates of months can’t be averaged into that of a year: ask for the year.',
    },
    {
      id: 'cohorts',
      question: 'Of those who came in a month, how many bought again, month after month?',
      query: {
        queryType: 'metrics',
        metrics: ['cohort_retention'],
        dimensions: ['cohort', 'months_since_first'],
        period: 'last_365_days',
        limit: 250,
      },
      days: 365,
      rows: 6,
      note: 'A row for each month of first orders and each month since. Grafana’s transformation *Grouping to matrix* makes the triangle of it.',
    },
    {
      id: 'segments',
      question: 'Which customers are loyal, new, or about to be lost?',
      query: {
        queryType: 'metrics',
        metrics: ['rfm_customers'],
        dimensions: ['rfm_segment'],
        limit: 20,
      },
      days: 365,
      rows: 12,
      note: 'By recency, frequency and money, each in fifths. [The dictionary](../kpi.md) has the borders of each segment.',
    },
    {
      id: 'gone',
      question: 'Which good customers of this year have not come for 90 days?',
      query: {
        queryType: 'sql',
        sql: `SELECT customer_id, count(*) AS orders, sum(net_payment) AS paid, max(processed_day) AS last_order,
  CAST(($__timeTo() - max(processed_at)) / 86400000 AS INTEGER) AS days_ago
FROM orders
WHERE customer_id IS NOT NULL AND test = 0 AND deleted_at IS NULL
GROUP BY customer_id
HAVING count(*) >= 3 AND max(processed_at) BETWEEN $__timeFrom() AND $__timeTo() - 90 * 86400000
ORDER BY paid DESC, customer_id LIMIT 100`,
        format: 'table',
      },
      days: 365,
      note: 'Download it as CSV and take the ids to the Shopify admin, where names and consent to mail are.',
    },
  ],
};
