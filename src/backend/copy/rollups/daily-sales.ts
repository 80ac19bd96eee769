import type { Kysely } from 'kysely';
import type { CopyTransaction } from '../engine/engine';
import type { CopyDatabase } from '../schema';
import { Cells, type Products } from './contributions';
import type { Dimension } from './dimensions';
import { idLists, type Family } from './family';
import { figures } from './measures';

/** Adds figures to `daily_sales`. Rows of which nothing is left go. */
export async function addCells({ db, upsert }: CopyTransaction, shopId: string, cells: Cells): Promise<void> {
  const rows: Array<CopyDatabase['daily_sales']> = [];
  const emptied = new Set<string>();
  for (const { dimension, day, value, measures } of cells) {
    if (figures.some((figure) => measures[figure] !== 0)) {
      rows.push({ shop_id: shopId, dimension, value, day, ...measures });
      if (figures.some((figure) => measures[figure] < 0)) {
        emptied.add(day);
      }
    }
  }
  rows.sort((a, b) => (a.dimension === b.dimension ? compare(a.day, b.day) : compare(a.dimension, b.dimension)));
  await upsert('daily_sales', rows, { add: figures });
  for (const days of idLists([...emptied])) {
    await figures
      .reduce((query, figure) => query.where(figure, '=', 0), db.deleteFrom('daily_sales'))
      .where('shop_id', '=', shopId)
      .where('dimension', 'in', [...new Set(rows.map(({ dimension }) => dimension))])
      .where('day', 'in', days)
      .execute();
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
