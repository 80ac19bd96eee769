import { amount, measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const tips: KpiDefinition = {
  name: 'tips',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['tips'],
    of: (m) => amount(measure(m, 'tips')),
  },
  live: twin('sales', 'tips'),
};
