import { measure, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { fulfillLead } from './sources/lead';

export const timeToFulfill: KpiDefinition = {
  name: 'time_to_fulfill',
  rules: { ...placedRules, cancelled: 'leftOut' },
  owned: {
    source: fulfillLead,
    measures: ['median'],
    of: (m) => measure(m, 'median') / 3_600_000,
  },
};
