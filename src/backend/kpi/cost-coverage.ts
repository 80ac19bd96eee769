import { measure, quotient, type KpiDefinition } from './definition';
import { netOf } from './net';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const costCoverage: KpiDefinition = {
  name: 'cost_coverage',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['costed_net', 'gross', 'discounts', 'returns'],
    of: (m) => quotient(measure(m, 'costed_net'), netOf(m)),
  },
};
