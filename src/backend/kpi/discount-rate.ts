import { measure, quotient, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const discountRate: KpiDefinition = {
  name: 'discount_rate',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['discounts', 'gross'],
    of: (m) => quotient(measure(m, 'discounts'), measure(m, 'gross')),
  },
  live: {
    schema: 'sales',
    shows: ['discounts', 'gross_sales'],
    of: ([discounts = 0, gross = 0]) => quotient(-discounts, gross),
  },
};
