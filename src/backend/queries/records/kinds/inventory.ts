import { z } from 'zod';
import { bareId, kind, money, nodesOf } from '../kind';

const level = z.looseObject({
  updatedAt: z.string(),
  location: z.looseObject({ id: z.string(), name: z.string() }),
  quantities: z.array(z.looseObject({ name: z.string(), quantity: z.number() })),
});
const item = z.looseObject({
  legacyResourceId: z.string(),
  sku: z.string().nullish(),
  tracked: z.boolean(),
  unitCost: money.nullish(),
  variants: z
    .looseObject({
      nodes: z.array(
        z.looseObject({
          displayName: z.string(),
          legacyResourceId: z.string(),
          product: z.looseObject({ legacyResourceId: z.string() }),
        })
      ),
    })
    .nullish(),
  inventoryLevels: z.looseObject({ nodes: z.array(level) }),
});
interface Row {
  readonly item: z.output<typeof item>;
  readonly level: z.output<typeof level>;
}
const quantity = (name: string) => (row: Row) => row.level.quantities.find((each) => each.name === name)?.quantity;
const variantOf = (row: Row) => row.item.variants?.nodes[0];

/** Stock of each inventory item at each location, as it is now. */
export const inventory = kind<Row>({
  document: (has) => `query Inventory($search: String) {
  inventoryItems(first: 50, query: $search) {
    nodes {
      legacyResourceId sku tracked unitCost { amount currencyCode }
      ${has('read_products') ? 'variants(first: 2) { nodes { displayName legacyResourceId product { legacyResourceId } } }' : ''}
      inventoryLevels(first: 10) {
        nodes {
          updatedAt
          location { id name }
          quantities(names: ["available", "on_hand", "committed", "incoming"]) { name quantity }
        }
      }
    }
  }
}`,
  terms: ({ from, to }) => `updated_at:>='${from}' AND updated_at:<='${to}'`,
  rows: (data) =>
    nodesOf('inventoryItems', item, data).flatMap((each) =>
      each.inventoryLevels.nodes.map((one) => ({ item: each, level: one }))
    ),
  columns: [
    {
      name: 'variant',
      type: 'text',
      value: (row) => variantOf(row)?.displayName,
      opens: { page: 'variant', id: 'variant_id', product: 'product_id' },
    },
    { name: 'sku', type: 'text', value: (row) => row.item.sku },
    { name: 'location', type: 'text', value: (row) => row.level.location.name },
    { name: 'available', type: 'count', value: quantity('available') },
    { name: 'on_hand', type: 'count', value: quantity('on_hand') },
    { name: 'committed', type: 'count', value: quantity('committed') },
    { name: 'incoming', type: 'count', value: quantity('incoming') },
    { name: 'tracked', type: 'yes', value: (row) => row.item.tracked },
    {
      name: 'unit_cost',
      type: 'amount',
      value: (row) => row.item.unitCost?.amount,
      currency: (row) => row.item.unitCost?.currencyCode,
    },
    { name: 'currency', type: 'text', value: (row) => row.item.unitCost?.currencyCode },
    { name: 'updated_at', type: 'time', value: (row) => row.level.updatedAt },
    { name: 'item_id', type: 'text', value: (row) => row.item.legacyResourceId, hidden: true },
    { name: 'location_id', type: 'text', value: (row) => bareId(row.level.location.id), hidden: true },
    { name: 'variant_id', type: 'text', value: (row) => variantOf(row)?.legacyResourceId, hidden: true },
    { name: 'product_id', type: 'text', value: (row) => variantOf(row)?.product.legacyResourceId, hidden: true },
  ],
});
