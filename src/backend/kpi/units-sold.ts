import { measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const unitsSold: KpiDefinition = {
  name: 'units_sold',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['units_sold'],
    of: (m) => measure(m, 'units_sold'),
  },
  live: twin('sales', 'quantity_ordered'),
};
