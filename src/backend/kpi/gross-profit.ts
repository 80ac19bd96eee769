import { amount, measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const grossProfit: KpiDefinition = {
  name: 'gross_profit',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['costed_net', 'cost'],
    of: (m) => amount(measure(m, 'costed_net') - measure(m, 'cost')),
  },
  live: twin('sales', 'gross_profit'),
};
