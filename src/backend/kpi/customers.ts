import { measure, twin, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { customers as source } from './sources/customers';

export const customers: KpiDefinition = {
  name: 'customers',
  rules: customerRules,
  owned: {
    source: source,
    measures: ['customers'],
    of: (m) => measure(m, 'customers'),
  },
  live: twin('sales', 'customers'),
};
