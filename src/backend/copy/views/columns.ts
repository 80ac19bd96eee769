import { tables, type Column, type ColumnKind, type PersonalKind, type Table } from '../schema';

/** What a view's column holds. Money is a decimal in units of the shop's currency, a list a text joined by commas. */
export type ViewKind = ColumnKind | 'decimal';

export const viewKinds = [
  'id',
  'text',
  'integer',
  'money',
  'instant',
  'day',
  'flag',
  'list',
  'json',
  'decimal',
] as const satisfies readonly ViewKind[];

/** One column that analysts see. */
export interface ViewColumn {
  readonly name: string;
  readonly kind: ViewKind;
  readonly nullable: boolean;
  readonly source: string;
  readonly meaning: string;
  readonly personal?: PersonalKind;
}

/** A table as analysts see it; its name is that of the table. */
export interface View {
  readonly name: string;
  readonly source: string;
  readonly meaning: string;
  readonly columns: readonly ViewColumn[];
}

/** Columns of changes that hold money or units, by the field that changed. */
export const eitherMoneyOrUnits: ReadonlySet<string> = new Set(['changes.before_value', 'changes.after_value']);

/** Every view with its columns; those of personal data only where `personal` is set. `shop_id` is in none. */
export function views({ personal }: { readonly personal: boolean }): readonly View[] {
  return Object.values<Table>(tables)
    .filter((table) => table.public)
    .map((table) => ({
      name: table.name,
      source: table.source,
      meaning: table.meaning,
      columns: Object.entries(table.columns)
        .filter(([name, column]) => name !== 'shop_id' && (personal || column.personal === undefined))
        .map(([name, column]) => viewColumn(table.name, name, column)),
    }));
}

function viewColumn(table: string, name: string, column: Column): ViewColumn {
  const decimal = column.kind === 'money' || eitherMoneyOrUnits.has(`${table}.${name}`);
  return { ...column, name, kind: decimal ? 'decimal' : column.kind };
}
