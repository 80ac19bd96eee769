import { measure, twin, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { customers } from './sources/customers';

export const returningCustomers: KpiDefinition = {
  name: 'returning_customers',
  rules: customerRules,
  owned: {
    source: customers,
    measures: ['returning_customers'],
    of: (m) => measure(m, 'returning_customers'),
  },
  live: twin('sales', 'returning_customers'),
};
