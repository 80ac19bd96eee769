import { measure, quotient, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { repeaters } from './sources/customers';

export const repeatRate: KpiDefinition = {
  name: 'repeat_rate',
  rules: customerRules,
  owned: {
    source: repeaters,
    measures: ['repeaters', 'customers'],
    of: (m) => quotient(measure(m, 'repeaters'), measure(m, 'customers')),
  },
};
