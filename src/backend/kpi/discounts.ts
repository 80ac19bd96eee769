import { amount, measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const discounts: KpiDefinition = {
  name: 'discounts',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['discounts'],
    of: (m) => amount(measure(m, 'discounts')),
  },
  live: twin('sales', 'discounts', -1),
};
