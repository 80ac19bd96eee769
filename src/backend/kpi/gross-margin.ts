import { measure, quotient, twin, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const grossMargin: KpiDefinition = {
  name: 'gross_margin',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['costed_net', 'cost'],
    of: (m) => quotient(measure(m, 'costed_net') - measure(m, 'cost'), measure(m, 'costed_net')),
  },
  live: twin('sales', 'gross_margin'),
};
