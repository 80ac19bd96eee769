import { measure, twin, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { customers } from './sources/customers';

export const firstTimeOrders: KpiDefinition = {
  name: 'first_time_orders',
  rules: customerRules,
  owned: {
    source: customers,
    measures: ['first_orders'],
    of: (m) => measure(m, 'first_orders'),
  },
  live: twin('sales', 'orders_first_time'),
};
