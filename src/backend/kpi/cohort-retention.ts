import { measure, quotient, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { cohorts } from './sources/cohorts';

export const cohortRetention: KpiDefinition = {
  name: 'cohort_retention',
  rules: customerRules,
  owned: {
    source: cohorts,
    measures: ['active', 'size'],
    of: (m) => quotient(measure(m, 'active'), measure(m, 'size')),
  },
};
