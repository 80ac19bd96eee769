import { measure, quotient, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { checkouts } from './sources/checkouts';

export const abandonedCheckoutRate: KpiDefinition = {
  name: 'abandoned_checkout_rate',
  rules: { ...noOrderRules, cancelled: 'counted', drafts: 'none' },
  owned: {
    source: checkouts,
    measures: ['abandoned', 'orders'],
    of: (m) => quotient(measure(m, 'abandoned'), measure(m, 'abandoned') + measure(m, 'orders')),
  },
};
