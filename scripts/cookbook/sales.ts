import type { Chapter } from './recipe';

export const sales: Chapter = {
  title: 'Sales',
  recipes: [
    {
      id: 'today',
      question: 'How does today go, against the same hours of last week?',
      query: {
        queryType: 'metrics',
        metrics: ['total_sales', 'orders', 'average_order_value'],
        period: 'today',
        compare: 'week_ago',
      },
      days: 1,
      note: 'The range of the dashboard does not matter: `period` takes the day of the shop. One row of numbers, fit for a panel *Stat*.',
    },
    {
      id: 'by-day',
      question: 'What did each day of the last week bring, and what did the week before?',
      query: {
        queryType: 'metrics',
        metrics: ['net_sales'],
        bucket: 'day',
        period: 'last_7_days',
        compare: 'previous_period',
      },
      days: 7,
      rows: 7,
      note: 'Days begin at midnight of the shop. Days without a sale are zeros, not gaps.',
      picture: 'cookbook-by-day.png',
    },
    {
      id: 'countries',
      question: 'Where do orders go, and what are they worth?',
      query: {
        queryType: 'metrics',
        metrics: ['net_sales', 'orders', 'average_order_value'],
        dimensions: ['country'],
        period: 'last_90_days',
        limit: 5,
      },
      days: 90,
      note: 'The largest of the first metric come first. An average is worked out anew for each row, never averaged.',
    },
    {
      id: 'campaigns',
      question: 'Which campaign brought buyers, and were they new?',
      query: {
        queryType: 'metrics',
        metrics: ['net_sales', 'orders', 'first_time_orders'],
        dimensions: ['utm_campaign'],
        period: 'last_90_days',
        limit: 6,
      },
      days: 90,
      rows: 6,
      note: 'By `utm_campaign` of the last visit before the order; `(none)` are orders without one. `utm_source` and `referrer` ask alike.',
    },
    {
      id: 'discount-codes',
      question: 'What do discount codes bring, and what do they cost?',
      query: {
        queryType: 'sql',
        sql: `SELECT c.code, count(*) AS orders, sum(o.subtotal) AS revenue, sum(o.total_discounts) AS given
FROM order_discount_codes c JOIN orders o ON o.id = c.order_id
WHERE $__timeFilter(o.processed_at) AND o.test = 0 AND o.deleted_at IS NULL
GROUP BY c.code ORDER BY given DESC, c.code LIMIT 5`,
        format: 'table',
      },
      days: 90,
      note: 'An order with two codes stands in both rows, so rows don’t add up to the shop.',
    },
    {
      id: 'hours',
      question: 'At which hours of the day do people buy?',
      query: {
        queryType: 'sql',
        sql: `SELECT ($__timeGroup(processed_at, '1h') - $__timeGroup(processed_at, 'day')) / 3600000 AS hour,
  count(*) AS orders, avg(total_price) AS average
FROM orders
WHERE $__timeFilter(processed_at) AND test = 0 AND deleted_at IS NULL
GROUP BY 1 ORDER BY orders DESC, hour LIMIT 5`,
        format: 'table',
      },
      days: 90,
      note: 'The start of the hour less the start of the day, both in the shop’s zone. On the two days a year on which clocks change, hours after the change are off by one.',
    },
    {
      id: 'last-year',
      question: 'Are we above last year, weekday against weekday?',
      query: {
        queryType: 'metrics',
        metrics: ['net_sales', 'orders'],
        period: 'last_30_days',
        compare: 'year_ago_weekday',
      },
      days: 30,
      note: '`year_ago` compares the same dates instead, `same_holiday_last_year` moves a range so that a movable holiday meets itself.',
    },
  ],
};
