import { amount, measure, twin, type KpiDefinition } from './definition';
import { netOf } from './net';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const totalSales: KpiDefinition = {
  name: 'total_sales',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['gross', 'discounts', 'returns', 'taxes', 'shipping', 'duties'],
    of: (m) => amount(netOf(m) + measure(m, 'taxes') + measure(m, 'shipping') + measure(m, 'duties')),
  },
  live: twin('sales', 'total_sales'),
};
