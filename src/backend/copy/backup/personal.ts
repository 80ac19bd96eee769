import { tables, type Table } from '../schema';

/** Entities whose personal data has a switch. */
export type PersonalEntity = 'orders' | 'customers';

/** Tables that hold an entity's personal data. */
export const personalTables: Readonly<Record<PersonalEntity, readonly Table[]>> = {
  orders: [tables.orders, tables.refunds],
  customers: [tables.customers],
};

/** Names of a table's columns of personal data. */
export function personalColumns(table: Table): string[] {
  return Object.entries(table.columns).flatMap(([name, { personal }]) => (personal === undefined ? [] : [name]));
}
