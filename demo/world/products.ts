import { dayLength, hour } from './calendar';
import type { Context } from './context';
import { hash, unit } from './random';
import { priceAt, revisionDay, type Ware } from './stock';
import type { InventoryItem, InventoryLevel, Product, Variant } from './types';

const editDays = 21;

/** The latest edit of a product's words or pictures: every three weeks or so, at an hour of its own. */
function editedAt(context: Context, product: number, now: number): number {
  const offset = hash(context.seed, 'edit', product) % editDays;
  const at = (day: number): number =>
    context.calendar.start(day) + (9 + (hash(context.seed, 'edit hour', product, day) % 9)) * hour;
  const day = Math.floor((context.calendar.dayOf(now) - offset) / editDays) * editDays + offset;
  return at(day) <= now ? at(day) : at(day - editDays);
}

function pricedAt(context: Context, product: number, now: number): number {
  return context.calendar.start(revisionDay(context, product, context.calendar.dayOf(now - 9 * hour))) + 9 * hour;
}

/** When products were last written to; sales and stock do not count. */
export function productTouches(context: Context, ware: Ware, now: number): { edited: number; priced: number } {
  return {
    edited: Math.max(ware.createdAt, editedAt(context, ware.index, now)),
    priced: Math.max(ware.createdAt, pricedAt(context, ware.index, now)),
  };
}

export function productViews(
  context: Context,
  wares: readonly Ware[],
  stock: (variantKey: number, now: number) => number,
  now: number
): readonly Product[] {
  return wares
    .filter(({ createdAt }) => createdAt <= now)
    .map((ware) => {
      const source = context.catalogue[ware.index];
      if (!source) {
        throw new Error(`no product ${ware.index}`);
      }
      const { edited, priced } = productTouches(context, ware, now);
      const variants = ware.variants.map((each, position): Variant => {
        const price = priceAt(context, ware.index, each.price, now);
        return {
          id: each.id,
          productId: ware.productId,
          inventoryItemId: each.itemId,
          title: each.label,
          displayName: `${source.title} - ${each.label}`,
          sku: each.sku,
          barcode: source.giftCard === true ? null : String(8_800_000_000_000 + each.key * 7),
          position: position + 1,
          options: [{ name: source.option, value: each.label }],
          price,
          compareAtPrice: price < each.price ? each.price : null,
          cost: each.cost,
          createdAt: ware.createdAt,
          updatedAt: priced,
          inventoryQuantity: stock(each.key, now),
          taxable: source.giftCard !== true,
        };
      });
      return {
        id: ware.productId,
        title: source.title,
        handle: source.handle,
        vendor: source.vendor,
        productType: source.type,
        tags:
          unit(context.seed, 'tag', ware.index) < 0.3
            ? [source.type.toLowerCase(), 'bestseller']
            : [source.type.toLowerCase()],
        status: 'ACTIVE',
        isGiftCard: source.giftCard === true,
        createdAt: ware.createdAt,
        publishedAt: ware.createdAt + hour,
        updatedAt: Math.max(edited, priced),
        totalInventory: variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0),
        variants,
      };
    });
}

export function inventoryViews(
  context: Context,
  wares: readonly Ware[],
  level: (variantKey: number, location: number, now: number) => { available: number; committed: number; at: number },
  now: number
): readonly InventoryItem[] {
  return wares
    .filter(({ createdAt }) => createdAt <= now)
    .flatMap((ware) =>
      ware.variants.map((variant): InventoryItem => {
        const tracked = context.catalogue[ware.index]?.giftCard !== true;
        const number = variant.itemId.split('/').at(-1) ?? '';
        const levels = context.profile.locations.map((location, place): InventoryLevel => {
          const { available, committed, at } = level(variant.key, place, now);
          return {
            id: `gid://shopify/InventoryLevel/${location.id.split('/').at(-1) ?? ''}?inventory_item_id=${number}`,
            inventoryItemId: variant.itemId,
            locationId: location.id,
            updatedAt: Math.max(ware.createdAt, at),
            quantities: {
              available,
              committed,
              on_hand: available + committed,
              incoming: 0,
              reserved: 0,
              damaged: 0,
              safety_stock: 0,
              quality_control: 0,
            },
          };
        });
        return {
          id: variant.itemId,
          variantId: variant.id,
          productId: ware.productId,
          sku: variant.sku,
          tracked,
          cost: variant.cost,
          countryCodeOfOrigin: context.profile.info.countryCode,
          createdAt: ware.createdAt,
          updatedAt: Math.max(
            ware.createdAt,
            ware.createdAt + Math.floor((now - ware.createdAt) / (90 * dayLength)) * 90 * dayLength
          ),
          levels: tracked ? levels : [],
        };
      })
    );
}
