import { sql, type RawBuilder } from 'kysely';
import { tables, type Table } from '../schema';
import { eitherMoneyOrUnits, views, type View, type ViewColumn } from './columns';

const moneyFields = ['price', 'compare_at_price', 'unit_cost'];

/** A view over one shop's rows of a base table. */
export interface ViewStatement {
  readonly table: string;
  readonly statement: RawBuilder<unknown>;
}

/**
 * Creates the views of one shop as temporary ones, two for each table: an inner one under a name that nobody can guess,
 * which alone may read the table, and an outer one under the table's name. SQLite tells an authorizer the name of the view
 * through which a table is read, but tells it the name of a CTE just so: `WITH orders AS (SELECT * FROM main.orders) …`
 * passes for a read through the view `orders`. Hence the secret. Metafields of customers are theirs alone to see who may see
 * personal data.
 */
export function viewStatements(
  shopId: string,
  personal: boolean,
  innerName: (table: string) => string
): ViewStatement[] {
  return views({ personal }).flatMap((view) => {
    const rows = view.name === 'metafields' && !personal ? sql` and base.owner <> 'customers'` : sql``;
    const inner = sql.table(`temp.${innerName(view.name)}`);
    const outer = sql.table(`temp.${view.name}`);
    return [
      { table: view.name, statement: sql`create temp view ${inner} as ${selection(view, shopId)}${rows}` },
      { table: view.name, statement: sql`create temp view ${outer} as select * from ${inner}` },
    ];
  });
}

function selection(view: View, shopId: string): RawBuilder<unknown> {
  const columns = view.columns.map((column) => sql`${expression(view.name, column)} as ${sql.ref(column.name)}`);
  return sql`select ${sql.join(columns)} from ${sql.table(`main.${view.name}`)} as base
    where base.shop_id = ${sql.lit(shopId)}`;
}

/** Columns that need no change stay as they are, so that indexes serve conditions on them. */
function expression(view: string, column: ViewColumn): RawBuilder<unknown> {
  const stored = sql.ref(`base.${column.name}`);
  if (eitherMoneyOrUnits.has(`${view}.${column.name}`)) {
    const fields = sql.join(moneyFields.map((field) => sql.lit(field)));
    return sql`case when base.field in (${fields}) then ${stored} / 10000.0 else ${stored} end`;
  }
  switch (column.kind) {
    case 'decimal':
      return sql`${stored} / 10000.0`;
    case 'list':
      return sql`(select group_concat(value, ', ') from json_each(${stored}))`;
    default:
      return sql`${stored}`;
  }
}

/** Personal columns of every table, as `table.column`. */
export const personalColumns: ReadonlySet<string> = new Set(
  Object.values<Table>(tables).flatMap(({ name, columns }) =>
    Object.entries(columns).flatMap(([column, { personal }]) => (personal === undefined ? [] : [`${name}.${column}`]))
  )
);
