import type { Chapter } from './recipe';

export const orders: Chapter = {
  title: 'Orders, payment, shipping',
  recipes: [
    {
      id: 'unpaid',
      question: 'Which orders still await their money?',
      query: {
        queryType: 'records',
        kind: 'orders',
        search: 'financial_status:pending',
        inRange: false,
        limit: 20,
      },
      days: 1,
      columns: ['order', 'created_at', 'financial_status', 'total', 'currency'],
      note: 'A name leads to the order in the Shopify admin. `inRange: false` looks beyond the dashboard’s range.',
    },
    {
      id: 'waiting',
      question: 'Which paid orders have waited longest for their parcel?',
      query: {
        queryType: 'sql',
        sql: `SELECT o.name, o.created_at, CAST(($__timeTo() - o.created_at) / 86400000 AS INTEGER) AS days, o.units, o.total_price
FROM orders o
WHERE o.financial_status = 'PAID' AND o.fulfillment_status IN ('UNFULFILLED', 'PARTIALLY_FULFILLED', 'ON_HOLD')
  AND o.cancelled_at IS NULL AND o.closed_at IS NULL AND o.test = 0 AND o.deleted_at IS NULL
  AND $__timeFilter(o.created_at)
ORDER BY o.created_at, o.name LIMIT 50`,
        format: 'table',
      },
      days: 60,
      note: 'As an alert rule: `SELECT count(*) … AND o.created_at < $__timeTo() - 3 * 86400000`, above 0.',
    },
    {
      id: 'time-to-ship',
      question: 'Do we ship faster or slower than before?',
      query: { queryType: 'metrics', metrics: ['time_to_fulfill'], bucket: 'month', period: 'last_365_days' },
      days: 365,
      rows: 4,
      note: 'The median, by when the order was placed. The newest month looks quick: what is not shipped yet is not in it.',
    },
    {
      id: 'returns',
      question: 'Why do things come back?',
      query: {
        queryType: 'sql',
        sql: `SELECT l.reason, sum(l.quantity) AS units, count(DISTINCT l.order_id) AS orders
FROM return_lines l JOIN returns r ON r.id = l.return_id
WHERE r.created_at >= $__timeFrom()
GROUP BY l.reason ORDER BY units DESC, l.reason`,
        format: 'table',
      },
      days: 365,
      note: 'Needs the scope `read_returns`. Join `line_items` by `line_item_id` for the products behind a reason.',
    },
    {
      id: 'payments',
      question: 'Which payments fail, and with which words of the gateway?',
      query: {
        queryType: 'metrics',
        metrics: ['payment_failures'],
        dimensions: ['gateway', 'error_code'],
        period: 'last_90_days',
        limit: 10,
      },
      days: 90,
      note: '`payment_failure_rate` by `gateway` tells whether that is much. For an alert, take a bucket of an hour.',
    },
    {
      id: 'checkouts',
      question: 'How many checkouts are left, and what are they worth?',
      query: {
        queryType: 'metrics',
        metrics: ['abandoned_checkouts', 'abandoned_checkout_value', 'checkout_recovery_rate'],
        bucket: 'week',
        period: 'last_90_days',
      },
      days: 90,
      rows: 4,
      note: 'Shopify counts a checkout as left once its visitor has given an address and gone; it lists them late.',
    },
  ],
};
