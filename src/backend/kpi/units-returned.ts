import { measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const unitsReturned: KpiDefinition = {
  name: 'units_returned',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['units_returned'],
    of: (m) => measure(m, 'units_returned'),
  },
  live: twin('sales', 'quantity_returned'),
};
