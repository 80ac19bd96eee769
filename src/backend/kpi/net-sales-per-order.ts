import { amount, measure, quotient, type KpiDefinition } from './definition';
import { netOf } from './net';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const netSalesPerOrder: KpiDefinition = {
  name: 'net_sales_per_order',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['gross', 'discounts', 'returns', 'orders'],
    of: (m) => quotient(amount(netOf(m)), measure(m, 'orders')),
  },
  live: {
    schema: 'sales',
    shows: ['net_sales', 'orders'],
    of: ([net = 0, orders = 0]) => quotient(net, orders),
  },
};
