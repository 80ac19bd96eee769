import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dashboards } from './all';
import { whereUsed } from './used';

it('is what the KPI dictionary has been told: npm run dashboards', () => {
  expect(JSON.parse(readFileSync('src/app/kpi/used.json', 'utf8'))).toEqual(whereUsed(dashboards));
});

it('finds figures on the dashboards that show them', () => {
  const used = whereUsed(dashboards);
  expect(used.average_order_value).toContain('store-today');
  expect(used.dead_stock).toEqual(['products-and-stock']);
});
