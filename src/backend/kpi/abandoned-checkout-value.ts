import { amount, measure, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { checkouts } from './sources/checkouts';

export const abandonedCheckoutValue: KpiDefinition = {
  name: 'abandoned_checkout_value',
  rules: noOrderRules,
  owned: {
    source: checkouts,
    measures: ['value'],
    of: (m) => amount(measure(m, 'value')),
  },
};
