import type { Customer } from '../../world/types';
import { add, sum } from '../group';
import { numberOf, ratio, schema, type Schema } from '../schema';

/** Customers by the day they came; their sums are those of today. */
export const customers: Schema = schema<Customer>({
  name: 'customers',
  dimensions: {
    customer_id: { type: 'IDENTITY', label: 'Customer ID', of: ({ id }) => numberOf(id) },
    customer_country: {
      type: 'STRING',
      label: 'Customer country',
      of: ({ defaultAddress }) => defaultAddress?.country ?? null,
    },
    customer_city: { type: 'STRING', label: 'Customer city', of: ({ defaultAddress }) => defaultAddress?.city ?? null },
  },
  metrics: {
    new_customer_records: { type: 'INTEGER', label: 'New customer records', of: (group) => sum(group, 'customers') },
    total_number_of_orders: { type: 'INTEGER', label: 'Total number of orders', of: (group) => sum(group, 'orders') },
    total_amount_spent: { type: 'MONEY', label: 'Total amount spent', of: (group) => sum(group, 'spent') },
    amount_spent_per_customer: {
      type: 'MONEY',
      label: 'Amount spent per customer',
      of: (group) => ratio(sum(group, 'spent'), sum(group, 'customers')),
    },
  },
  rows: (world, from, to) => world.customers.list('createdAt', { from, to: to - 1 }),
  at: ({ createdAt }) => createdAt,
  add: (group, customer) => {
    add(group, 'customers', 1);
    add(group, 'orders', customer.numberOfOrders);
    add(group, 'spent', customer.amountSpent);
  },
});
