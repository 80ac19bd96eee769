import { day, id, instant, integer, money, optional, text } from './column';
import { table } from './table';

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
      'all, channel, country, product, variant, product_type, vendor, collection, tag, discount_code, utm_source, utm_medium, utm_campaign, source_name'
    ),
    value: text('–', 'Value of the dimension; product and variant and collection by id'),
    day: day('–', "Day in the shop's time zone"),
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
  },
  key: ['dimension', 'day', 'value'],
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
