import { measure, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { discounted } from './sources/operations';

export const discountedOrders: KpiDefinition = {
  name: 'discounted_orders',
  rules: placedRules,
  owned: {
    source: discounted,
    measures: ['discounted'],
    of: (m) => measure(m, 'discounted'),
  },
};
