import { measure, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { lostDays as source } from './sources/stock';

export const lostDays: KpiDefinition = {
  name: 'lost_days',
  rules: noOrderRules,
  owned: {
    source: source,
    measures: ['out_minutes'],
    of: (m) => measure(m, 'out_minutes') / 1440,
  },
};
