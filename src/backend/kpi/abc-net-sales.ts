import { amount, measure, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { abc } from './sources/products';

export const abcNetSales: KpiDefinition = {
  name: 'abc_net_sales',
  rules: ledgerRules,
  owned: {
    source: abc,
    measures: ['net'],
    of: (m) => amount(measure(m, 'net')),
  },
};
