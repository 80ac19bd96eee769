import { measure, quotient, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { discounted } from './sources/operations';

export const discountedOrderShare: KpiDefinition = {
  name: 'discounted_order_share',
  rules: placedRules,
  owned: {
    source: discounted,
    measures: ['discounted', 'orders'],
    of: (m) => quotient(measure(m, 'discounted'), measure(m, 'orders')),
  },
};
