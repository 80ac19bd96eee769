import type { MapContext, Rows } from './context';
import { mapMetafields } from './metafields';
import {
  amount,
  flag,
  id,
  idIn,
  inner,
  instant,
  integer,
  nodesIn,
  optionalAmount,
  optionalInstant,
  optionalInteger,
  optionalMoney,
  optionalText,
  text,
  texts,
  type Node,
} from './node';

export function mapProduct(node: Node, context: MapContext, rows: Rows): void {
  const { shopId: shop_id, readAt } = context;
  const product_id = id(node);
  const tags = texts(node, 'tags');
  rows.products.push({
    shop_id,
    id: product_id,
    title: text(node, 'title'),
    handle: text(node, 'handle'),
    status: text(node, 'status'),
    product_type: text(node, 'productType'),
    vendor: text(node, 'vendor'),
    tags: JSON.stringify(tags),
    gift_card: flag(node, 'isGiftCard'),
    total_inventory: integer(node, 'totalInventory'),
    created_at: instant(node, 'createdAt'),
    updated_at: instant(node, 'updatedAt'),
    published_at: optionalInstant(node, 'publishedAt'),
    synced_at: readAt,
    deleted_at: null,
  });
  for (const tag of new Set(tags)) {
    rows.product_tags.push({ shop_id, product_id, tag });
  }
  mapMetafields(node, 'products', product_id, context, rows);
}

export function mapVariant(node: Node, productId: string, context: MapContext, rows: Rows): void {
  const variantId = id(node);
  rows.variants.push({
    shop_id: context.shopId,
    id: variantId,
    product_id: productId,
    inventory_item_id: idIn(node, 'inventoryItem'),
    title: text(node, 'title'),
    sku: optionalText(node, 'sku'),
    barcode: optionalText(node, 'barcode'),
    price: amount(node, 'price'),
    compare_at_price: optionalAmount(node, 'compareAtPrice'),
    inventory_quantity: optionalInteger(node, 'inventoryQuantity'),
    inventory_policy: text(node, 'inventoryPolicy'),
    available_for_sale: flag(node, 'availableForSale'),
    created_at: instant(node, 'createdAt'),
    updated_at: instant(node, 'updatedAt'),
    synced_at: context.readAt,
    deleted_at: null,
  });
  mapMetafields(node, 'variants', variantId, context, rows);
}

export function mapCollection(node: Node, { shopId, readAt }: MapContext, rows: Rows): void {
  rows.collections.push({
    shop_id: shopId,
    id: id(node),
    title: text(node, 'title'),
    handle: text(node, 'handle'),
    updated_at: instant(node, 'updatedAt'),
    synced_at: readAt,
    deleted_at: null,
  });
}

export function mapCollectionProduct(node: Node, collectionId: string, { shopId }: MapContext, rows: Rows): void {
  rows.collection_products.push({ shop_id: shopId, collection_id: collectionId, product_id: id(node) });
}

export function mapInventoryItem(node: Node, { shopId, readAt }: MapContext, rows: Rows): void {
  rows.inventory_items.push({
    shop_id: shopId,
    id: id(node),
    variant_id: idIn(node, 'variant'),
    sku: optionalText(node, 'sku'),
    tracked: flag(node, 'tracked'),
    unit_cost: optionalMoney(node, 'unitCost'),
    created_at: instant(node, 'createdAt'),
    updated_at: instant(node, 'updatedAt'),
    synced_at: readAt,
    deleted_at: null,
  });
}

/** Without the scope for locations the level's own id stands for its place: there is one per item and location. */
export function mapInventoryLevel(node: Node, itemId: string, { shopId, readAt }: MapContext, rows: Rows): void {
  const quantities = new Map<string, number>();
  for (const each of nodesIn(node, 'quantities')) {
    quantities.set(text(each, 'name'), integer(each, 'quantity'));
  }
  rows.inventory_levels.push({
    shop_id: shopId,
    inventory_item_id: itemId,
    location_id: idIn(node, 'location') ?? id(node),
    available: quantities.get('available') ?? null,
    on_hand: quantities.get('on_hand') ?? null,
    committed: quantities.get('committed') ?? null,
    incoming: quantities.get('incoming') ?? null,
    updated_at: instant(node, 'updatedAt'),
    synced_at: readAt,
    deleted_at: null,
  });
}

export function mapLocation(node: Node, { shopId, readAt }: MapContext, rows: Rows): void {
  const address = inner(node, 'address');
  rows.locations.push({
    shop_id: shopId,
    id: id(node),
    name: text(node, 'name'),
    active: flag(node, 'isActive'),
    country: address === null ? null : optionalText(address, 'countryCode'),
    city: address === null ? null : optionalText(address, 'city'),
    updated_at: instant(node, 'updatedAt'),
    synced_at: readAt,
    deleted_at: null,
  });
}

export function mapTheme(node: Node, { shopId, readAt }: MapContext, rows: Rows): void {
  rows.themes.push({
    shop_id: shopId,
    id: id(node),
    name: text(node, 'name'),
    role: text(node, 'role'),
    updated_at: instant(node, 'updatedAt'),
    synced_at: readAt,
    deleted_at: null,
  });
}
