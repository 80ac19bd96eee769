import { measure, quotient, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const refundRate: KpiDefinition = {
  name: 'refund_rate',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['returned_orders', 'orders'],
    of: (m) => quotient(measure(m, 'returned_orders'), measure(m, 'orders')),
  },
};
