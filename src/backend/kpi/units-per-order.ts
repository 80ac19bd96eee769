import { measure, quotient, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const unitsPerOrder: KpiDefinition = {
  name: 'units_per_order',
  rules: ledgerRules,
  owned: {
    source: ledger,
    measures: ['units_sold', 'orders'],
    of: (m) => quotient(measure(m, 'units_sold'), measure(m, 'orders')),
  },
  live: {
    schema: 'sales',
    shows: ['quantity_ordered', 'orders'],
    of: ([units = 0, orders = 0]) => quotient(units, orders),
  },
};
