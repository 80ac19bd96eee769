import type { Schema } from '../schema';
import { customers } from './customers';
import { inventory } from './inventory';
import { orders } from './orders';
import { payments } from './payments';
import { products, sales } from './sales';
import { sessions } from './sessions';
import { webPerformance } from './web-performance';

/** The tables that can stand after FROM. */
export const schemas: ReadonlyMap<string, Schema> = new Map(
  [sales, orders, sessions, products, customers, webPerformance, inventory, payments].map((each) => [each.name, each])
);
