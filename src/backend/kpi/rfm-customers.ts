import { measure, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { rfm } from './sources/rfm';

export const rfmCustomers: KpiDefinition = {
  name: 'rfm_customers',
  rules: customerRules,
  owned: {
    source: rfm,
    measures: ['customers'],
    of: (m) => measure(m, 'customers'),
  },
};
