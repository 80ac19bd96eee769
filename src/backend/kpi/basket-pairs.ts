import { measure, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { pairs } from './sources/products';

export const basketPairs: KpiDefinition = {
  name: 'basket_pairs',
  rules: { ...placedRules, cancelled: 'leftOut', giftCards: 'leftOut' },
  owned: {
    source: pairs,
    measures: ['orders'],
    of: (m) => measure(m, 'orders'),
  },
};
