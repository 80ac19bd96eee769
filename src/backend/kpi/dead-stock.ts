import { amount, measure, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { stock } from './sources/stock';

export const deadStock: KpiDefinition = {
  name: 'dead_stock',
  rules: noOrderRules,
  owned: {
    source: stock,
    measures: ['dead'],
    of: (m) => amount(measure(m, 'dead')),
  },
};
