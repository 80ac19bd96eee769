import { amount, measure, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { stock } from './sources/stock';

export const inventoryValue: KpiDefinition = {
  name: 'inventory_value',
  rules: noOrderRules,
  owned: {
    source: stock,
    measures: ['value'],
    of: (m) => amount(measure(m, 'value')),
  },
};
