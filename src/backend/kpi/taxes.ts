import { amount, measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const taxes: KpiDefinition = {
  name: 'taxes',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['taxes'],
    of: (m) => amount(measure(m, 'taxes')),
  },
  live: twin('sales', 'taxes'),
};
