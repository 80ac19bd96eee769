import { amount, measure, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const grossSales: KpiDefinition = {
  name: 'gross_sales',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['gross'],
    of: (m) => amount(measure(m, 'gross')),
  },
  live: twin('sales', 'gross_sales'),
};
