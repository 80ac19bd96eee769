import { measure, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { stock } from './sources/stock';

export const stockOuts: KpiDefinition = {
  name: 'stock_outs',
  rules: noOrderRules,
  owned: {
    source: stock,
    measures: ['out_variants'],
    of: (m) => measure(m, 'out_variants'),
  },
};
