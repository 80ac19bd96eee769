import { sql, type Kysely } from 'kysely';
import type { CopyTransaction } from '../engine/engine';
import type { CopyDatabase } from '../schema';
import { Cells, type Products } from './contributions';
import type { Dimension } from './dimensions';
import { idLists, type Family } from './family';
import { addMeasures, figures, noMeasures, type Measures } from './measures';

type Day = CopyDatabase['daily_sales'];
type Month = CopyDatabase['monthly_sales'];

/**
 * Adds figures to `daily_sales` and `monthly_sales`. Rows of which nothing is left go; `later` where `dropEmptyCells` sees
 * to that when all is added.
 */
export async function addCells(
  transaction: CopyTransaction,
  shopId: string,
  cells: Cells,
  dropping: 'now' | 'later' = 'now'
): Promise<void> {
  const days: Day[] = [];
  const months = new Map<string, Month>();
  for (const { dimension, day, value, measures } of cells) {
    if (!isNothing(measures)) {
      days.push({ shop_id: shopId, dimension, value, day, ...measures });
      if (dimension !== 'hour') {
        const month = day.slice(0, 7);
        const key = `${dimension} ${month} ${value}`;
        const known = months.get(key) ?? { shop_id: shopId, dimension, value, month, ...noMeasures() };
        addMeasures(known, measures, 1);
        months.set(key, known);
      }
    }
  }
  await transaction.upsert('daily_sales', days, { add: figures });
  const ofMonths = [...months.values()].filter((row) => !isNothing(row));
  await transaction.upsert('monthly_sales', ofMonths, { add: figures });
  if (dropping === 'now') {
    await dropEmpty(
      transaction,
      shopId,
      'daily_sales',
      'day',
      emptied(days, ({ day }) => day)
    );
    await dropEmpty(
      transaction,
      shopId,
      'monthly_sales',
      'month',
      emptied(ofMonths, ({ month }) => month)
    );
  }
}

/** Drops all rows of figures of which nothing is left. */
export async function dropEmptyCells({ db }: CopyTransaction, shopId: string): Promise<void> {
  for (const table of ['daily_sales', 'monthly_sales'] as const) {
    await sql`delete from ${sql.table(table)} where shop_id = ${shopId} and ${nothing}`.execute(db);
  }
}

const nothing = sql.join(
  figures.map((figure) => sql`${sql.ref(figure)} = 0`),
  sql` and `
);

function isNothing(measures: Measures): boolean {
  return figures.every((figure) => measures[figure] === 0);
}

interface Emptied {
  readonly dimensions: readonly string[];
  readonly dates: readonly string[];
}

/** Where something was taken away, so that nothing may be left. */
function emptied<Row extends Measures & { readonly dimension: string }>(
  rows: readonly Row[],
  dateOf: (row: Row) => string
): Emptied {
  const less = rows.filter((row) => figures.some((figure) => row[figure] < 0));
  return {
    dimensions: [...new Set(less.map(({ dimension }) => dimension))],
    dates: [...new Set(less.map(dateOf))],
  };
}

async function dropEmpty(
  { db }: CopyTransaction,
  shopId: string,
  table: 'daily_sales' | 'monthly_sales',
  column: 'day' | 'month',
  { dimensions, dates }: Emptied
): Promise<void> {
  for (const list of idLists(dates)) {
    await sql`delete from ${sql.table(table)} where shop_id = ${shopId} and dimension in (${sql.join(dimensions)})
      and ${sql.ref(column)} in (${sql.join(list)}) and ${nothing}`.execute(db);
  }
}

/** Figures of orders, to be added or, with `sign` -1, taken away. */
export function cellsOf(
  products: Products,
  counted: readonly Family[],
  sign: 1 | -1,
  wanted?: readonly Dimension[]
): Cells {
  const cells = new Cells(products, wanted);
  counted.forEach((family) => {
    cells.add(family, sign);
  });
  return cells;
}

/** Types and collections of all products, as they are now. */
export async function loadProducts(db: Kysely<CopyDatabase>, shopId: string): Promise<Products> {
  const types = await db.selectFrom('products').select(['id', 'product_type']).where('shop_id', '=', shopId).execute();
  const members = await db
    .selectFrom('collection_products')
    .select(['product_id', 'collection_id'])
    .where('shop_id', '=', shopId)
    .execute();
  const typeOf = new Map(types.map(({ id, product_type }) => [id, product_type]));
  const collections = new Map<string, string[]>();
  for (const { product_id, collection_id } of members) {
    const known = collections.get(product_id);
    if (known === undefined) {
      collections.set(product_id, [collection_id]);
    } else {
      known.push(collection_id);
    }
  }
  return { typeOf: (id) => typeOf.get(id), collectionsOf: (id) => collections.get(id) ?? [] };
}
