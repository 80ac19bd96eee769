import { measure, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { checkouts } from './sources/checkouts';

export const recoveredCheckouts: KpiDefinition = {
  name: 'recovered_checkouts',
  rules: noOrderRules,
  owned: {
    source: checkouts,
    measures: ['recovered'],
    of: (m) => measure(m, 'recovered'),
  },
};
