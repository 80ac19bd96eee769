import { day, id, instant, integer, money, optional, text } from './column';
import { table } from './table';

const salesFigures = {
  orders: integer('–', 'Orders placed'),
  cancelled_orders: integer('–', 'Of these, cancelled since'),
  units_sold: integer('–', 'Units sold, edits included'),
  units_returned: integer('–', 'Units taken back'),
  gross: money('–', 'Gross sales'),
  discounts: money('–', 'Discounts, positive'),
  returns: money('–', 'Returns on their own day, positive'),
  taxes: money('–', 'Taxes, less those given back'),
  shipping: money('–', 'Shipping, less what was given back'),
  tips: money('–', 'Tips'),
  duties: money('–', 'Duties and fees'),
  gift_cards: money('–', 'Gift cards sold; in no other figure'),
  cost: money('–', 'Cost of the units sold less those taken back, where known'),
  costed_net: money('–', 'Net sales whose cost is known'),
  returned_orders: integer('–', 'Orders with a return on this day'),
};

/**
 * Figures of a day in the shop's time zone by one dimension; worked out anew for every day that a change touches. `value`
 * is empty text for `dimension = 'all'` and where an order has none. Test orders are left out. Sales are those of the
 * ledger (`sales`), each on its own day; `orders` counts on the day that the order was placed (`processed_day`).
 */
export const dailySales = table('daily_sales', {
  meaning: 'Sales by day and one dimension.',
  columns: {
    dimension: text(
      '–',
      'all, channel, country, product, variant, product_type, vendor, collection, tag, discount_code, utm_source, utm_medium, utm_campaign, source_name; hour; pair'
    ),
    value: text(
      '–',
      'Value of the dimension; product and variant and collection by id; hours in UTC as `2026-11-18T04:00Z`; pairs of products bought in one order (of which `orders` alone is filled, without cancelled ones) as two ids with a space between'
    ),
    day: day('–', "Day in the shop's time zone"),
    ...salesFigures,
  },
  key: ['dimension', 'day', 'value'],
});

/** `daily_sales` added up by month, so that long ranges of many products are few rows. Hours are left out. */
export const monthlySales = table('monthly_sales', {
  meaning: 'Sales by month and one dimension: daily_sales added up.',
  columns: {
    dimension: text('–', 'As in daily_sales, without hour'),
    value: text('–', 'As in daily_sales'),
    month: text('–', "Month in the shop's time zone, YYYY-MM"),
    ...salesFigures,
  },
  key: ['dimension', 'month', 'value'],
  public: false,
});

/** One row per customer with an order: what new, returning, cohorts, RFM and observed LTV rest on. */
export const customerFacts = table('customer_facts', {
  meaning: 'Figures of each customer over the whole history in this copy, without test and cancelled orders.',
  columns: {
    customer_id: id('Order.customer.id', 'The customer'),
    orders: integer('–', 'Orders'),
    first_order_at: instant('–', 'First order'),
    first_day: day('–', 'Day of the first order'),
    second_order_at: optional(instant('–', 'Second order')),
    last_order_at: instant('–', 'Last order'),
    last_day: day('–', 'Day of the last order'),
    net: money('–', 'Net sales to the customer'),
  },
  key: ['customer_id'],
  indexes: [['first_day'], ['last_day']],
});

/**
 * Customers of a day by the month in which they had ordered before: who is new, and how many different customers whole days
 * have, is a sum of these and of `customer_gaps`. Test and cancelled orders make nobody a customer.
 */
export const dailyCustomers = table('daily_customers', {
  meaning: 'Customers by day and month of their order before.',
  columns: {
    day: day('–', "Day in the shop's time zone"),
    before_month: text(
      '–',
      'YYYY-MM of the latest earlier day on which they had ordered; empty text for their first day'
    ),
    customers: integer('–', 'Customers who ordered on the day'),
    first_orders: integer('–', 'Orders that are the first of their customer'),
    later_orders: integer('–', 'All other orders of theirs'),
  },
  key: ['day', 'before_month'],
  public: false,
});

/** What `daily_customers` says by month, by day. */
export const customerGaps = table('customer_gaps', {
  meaning: 'Customers by day and by the earlier day on which they had last ordered.',
  columns: {
    before_day: day('–', 'Latest earlier day on which they had ordered'),
    day: day('–', "Day in the shop's time zone"),
    customers: integer('–', 'Customers who ordered on the day'),
  },
  key: ['before_day', 'day'],
  public: false,
});

/** Cohort cells, so that a cohort table costs no walk over all orders. */
export const cohortCells = table('cohort_cells', {
  meaning: 'Customers by month of their first order and month of activity.',
  columns: {
    first_month: text('–', 'YYYY-MM of the first order'),
    month: text('–', 'YYYY-MM of the orders'),
    customers: integer('–', 'Customers of the cohort who ordered in that month'),
    orders: integer('–', 'Their orders in that month'),
    net: money('–', 'Net sales to them in that month'),
  },
  key: ['first_month', 'month'],
});

/**
 * What the middle waiting time of any stretch is found in. Shopify's instants are whole seconds: nothing is rounded. Test,
 * cancelled and deleted orders are left out, and fulfillments that were not carried out.
 */
export const orderWaits = table('order_waits', {
  public: false,
  meaning:
    'How long orders waited for their first fulfillment and their last delivery, by the hour in which it happened.',
  columns: {
    kind: text('–', '`fulfilled` or `delivered`'),
    hour_at: instant('–', 'Begin of the hour, UTC'),
    waits: text(
      '–',
      'Seconds since the orders were placed, sorted, each less the one before, with commas between; then a semicolon and the seconds of the hour, in the same order'
    ),
  },
  key: ['kind', 'hour_at'],
});

/** Stock at the end of each day, from `changes`; what stock cover and lost days rest on. */
export const dailyStock = table('daily_stock', {
  meaning: 'Units available at the end of a day over all locations, where known.',
  columns: {
    day: day('–', 'Day'),
    variant_id: id('ProductVariant.id', 'The variant'),
    available: integer('–', 'Units available at the end of the day'),
    out_minutes: integer('–', 'Minutes of the day without stock'),
  },
  key: ['variant_id', 'day'],
  indexes: [['day']],
});
