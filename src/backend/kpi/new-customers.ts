import { measure, twin, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { customers } from './sources/customers';

export const newCustomers: KpiDefinition = {
  name: 'new_customers',
  rules: customerRules,
  owned: {
    source: customers,
    measures: ['new_customers'],
    of: (m) => measure(m, 'new_customers'),
  },
  live: twin('sales', 'new_customers'),
};
