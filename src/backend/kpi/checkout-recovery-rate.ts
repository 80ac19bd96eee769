import { measure, quotient, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { checkouts } from './sources/checkouts';

export const checkoutRecoveryRate: KpiDefinition = {
  name: 'checkout_recovery_rate',
  rules: noOrderRules,
  owned: {
    source: checkouts,
    measures: ['recovered', 'abandoned'],
    of: (m) => quotient(measure(m, 'recovered'), measure(m, 'abandoned')),
  },
};
