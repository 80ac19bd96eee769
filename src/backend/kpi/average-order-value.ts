import { amount, measure, quotient, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const averageOrderValue: KpiDefinition = {
  name: 'average_order_value',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['gross', 'discounts', 'orders'],
    of: (m) => quotient(amount(measure(m, 'gross') - measure(m, 'discounts')), measure(m, 'orders')),
  },
  live: {
    schema: 'sales',
    shows: ['average_order_value', 'orders'],
    of: ([average = 0, orders = 0]) => (orders === 0 ? null : average),
  },
};
