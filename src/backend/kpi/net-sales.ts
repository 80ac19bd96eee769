import { amount, twin, type KpiDefinition } from './definition';
import { netOf } from './net';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const netSales: KpiDefinition = {
  name: 'net_sales',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['gross', 'discounts', 'returns'],
    of: (m) => amount(netOf(m)),
  },
  live: twin('sales', 'net_sales'),
};
