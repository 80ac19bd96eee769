import { amount, measure, quotient, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { cohorts } from './sources/cohorts';

export const observedLtv: KpiDefinition = {
  name: 'observed_ltv',
  rules: customerRules,
  owned: {
    source: cohorts,
    measures: ['net', 'size'],
    of: (m) => quotient(amount(measure(m, 'net')), measure(m, 'size')),
  },
};
