import { amount, measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const returns: KpiDefinition = {
  name: 'returns',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['returns'],
    of: (m) => amount(measure(m, 'returns')),
  },
  live: twin('sales', 'returns', -1),
};
