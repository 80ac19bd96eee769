import { measure, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { stock } from './sources/stock';

export const inventoryUnits: KpiDefinition = {
  name: 'inventory_units',
  rules: noOrderRules,
  owned: {
    source: stock,
    measures: ['units'],
    of: (m) => measure(m, 'units'),
  },
};
