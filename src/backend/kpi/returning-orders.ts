import { measure, twin, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { customers } from './sources/customers';

export const returningOrders: KpiDefinition = {
  name: 'returning_orders',
  rules: customerRules,
  owned: {
    source: customers,
    measures: ['later_orders'],
    of: (m) => measure(m, 'later_orders'),
  },
  live: twin('sales', 'orders_returning'),
};
