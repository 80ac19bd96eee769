import { measure, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { checkouts } from './sources/checkouts';

export const abandonedCheckouts: KpiDefinition = {
  name: 'abandoned_checkouts',
  rules: noOrderRules,
  owned: {
    source: checkouts,
    measures: ['abandoned'],
    of: (m) => measure(m, 'abandoned'),
  },
};
