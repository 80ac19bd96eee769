import { getNamedType, isInterfaceType, isObjectType, type GraphQLCompositeType, type GraphQLField } from 'graphql';
import type { AdminSchema } from '../schema/load';
import { compositeOf, isConnection, nodeTypeOf } from './fields';

/** What a search looks through, as far as the schema tells. */
export interface Searched {
  /** The argument, as `orders.query`. */
  readonly argument: string;
  /** Type of what is found; empty where it can't be told. */
  readonly type: string;
  /** Whether a search without a field may come upon a person's data. */
  readonly people: boolean;
  /** Filters that Shopify lists for what is found. */
  readonly filters: ReadonlySet<string>;
}

/** Goods, settings and writings: what is found by their words tells nothing of a customer. All else might. */
export const things: ReadonlySet<string> = new Set([
  ...['Product', 'ProductVariant', 'Collection', 'InventoryItem', 'InventoryLevel', 'InventoryScheduledChange'],
  ...['InventoryShipment', 'InventoryShipmentLineItem', 'InventoryTransfer', 'InventoryTransferLineItem', 'Location'],
  ...['DiscountAutomatic', 'DiscountAutomaticNode', 'DiscountCodeNode', 'DiscountNode', 'DiscountRedeemCode'],
  ...['PriceRuleDiscountCode', 'PriceListPrice', 'Catalog', 'Market', 'MarketingActivity', 'MarketingEvent'],
  ...['SellingPlanGroup', 'Article', 'Blog', 'Page', 'Menu', 'File', 'Media', 'Metaobject', 'MetafieldDefinition'],
  ...['UrlRedirect', 'ScriptTag', 'WebhookSubscription', 'BulkOperation', 'DeliveryCarrierService', 'Segment'],
  ...['DeliveryCustomization', 'PaymentCustomization', 'CheckoutProfile', 'CheckoutAndAccountsConfiguration'],
  ...['ReturnReasonDefinition', 'SavedSearch', 'ShopifyPaymentsPayout', 'String'],
]);

const lists = new WeakMap<AdminSchema, ReadonlyMap<string, ReadonlySet<string>>>();

/** What the `query` argument of a field looks through. */
export function searchedBy(
  admin: AdminSchema,
  parent: GraphQLCompositeType,
  definition: GraphQLField<unknown, unknown>
): Searched {
  const type = foundType(parent, definition) ?? '';
  return {
    argument: `${definition.name}.query`,
    type,
    people: !things.has(type),
    filters: filtersOf(admin).get(type) ?? new Set(),
  };
}

/** Type of the nodes of a list, or of what a count counts: that of the list beside it. */
function foundType(parent: GraphQLCompositeType, definition: GraphQLField<unknown, unknown>): string | undefined {
  const named = getNamedType(definition.type);
  if (named.name === 'Count') {
    const list = fieldsOf(parent)[definition.name.replace(/Count$/, '')];
    return list === undefined || list === definition ? undefined : foundType(parent, list);
  }
  const type = compositeOf(definition);
  if (type === undefined || !isConnection(definition)) {
    return named.name;
  }
  return nodeTypeOf(type)?.name ?? (type.name === 'StringConnection' ? 'String' : undefined);
}

/** Shopify lists filters argument by argument; the same records take the same ones. */
function filtersOf(admin: AdminSchema): ReadonlyMap<string, ReadonlySet<string>> {
  const known = lists.get(admin);
  if (known !== undefined) {
    return known;
  }
  const all = new Map<string, Set<string>>();
  for (const parent of Object.values(admin.schema.getTypeMap())) {
    for (const definition of isObjectType(parent) || isInterfaceType(parent) ? Object.values(fieldsOf(parent)) : []) {
      const filters = admin.filters(parent.name, definition.name, 'query');
      const type =
        filters === undefined || !(isObjectType(parent) || isInterfaceType(parent))
          ? undefined
          : foundType(parent, definition);
      if (filters !== undefined && type !== undefined) {
        const set = all.get(type) ?? new Set();
        all.set(type, set);
        filters.forEach(({ name }) => set.add(name));
      }
    }
  }
  lists.set(admin, all);
  return all;
}

function fieldsOf(type: GraphQLCompositeType): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
}
