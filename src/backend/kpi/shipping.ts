import { amount, measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const shipping: KpiDefinition = {
  name: 'shipping',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['shipping'],
    of: (m) => amount(measure(m, 'shipping')),
  },
  live: twin('sales', 'shipping_charges'),
};
