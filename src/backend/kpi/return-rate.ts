import { measure, quotient, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const returnRate: KpiDefinition = {
  name: 'return_rate',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['returns', 'gross', 'discounts'],
    of: (m) => quotient(measure(m, 'returns'), measure(m, 'gross') - measure(m, 'discounts')),
  },
  live: {
    schema: 'sales',
    shows: ['returns', 'gross_sales', 'discounts'],
    of: ([returns = 0, gross = 0, discounts = 0]) => quotient(-returns, gross + discounts),
  },
};
