import { measure, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { cohorts } from './sources/cohorts';

export const cohortCustomers: KpiDefinition = {
  name: 'cohort_customers',
  rules: customerRules,
  owned: {
    source: cohorts,
    measures: ['active'],
    of: (m) => measure(m, 'active'),
  },
};
