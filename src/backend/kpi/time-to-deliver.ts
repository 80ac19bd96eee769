import { measure, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { deliverLead } from './sources/lead';

export const timeToDeliver: KpiDefinition = {
  name: 'time_to_deliver',
  rules: { ...placedRules, cancelled: 'leftOut' },
  owned: {
    source: deliverLead,
    measures: ['median'],
    of: (m) => measure(m, 'median') / 3_600_000,
  },
};
