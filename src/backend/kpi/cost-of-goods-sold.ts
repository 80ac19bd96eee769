import { amount, measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const costOfGoodsSold: KpiDefinition = {
  name: 'cost_of_goods_sold',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['cost'],
    of: (m) => amount(measure(m, 'cost')),
  },
  live: twin('sales', 'cost_of_goods_sold'),
};
