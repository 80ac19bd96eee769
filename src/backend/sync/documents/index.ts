import type { Entity } from '../entities';
import type { Documents, EntityDocuments } from '../shop/documents';
import { abandonedCheckouts } from './abandoned-checkouts';
import { collections } from './collections';
import { customers } from './customers';
import { discounts } from './discounts';
import type { EntitySelection } from './entity';
import { fulfillmentOrders } from './fulfillment-orders';
import { readable, withinScopes } from './granted';
import { inventory } from './inventory';
import type { DocumentOptions } from './options';
import { orders } from './orders';
import { products } from './products';
import { refundLines } from './refund-lines';
import { returns } from './returns';
import { printSelections } from './selection';
import { events, locations, shop, themes } from './small';

export type { DocumentOptions } from './options';
export { whole } from './whole';

export const selections: Readonly<Record<Entity, EntitySelection>> = {
  shop,
  locations,
  products,
  collections,
  inventory,
  orders,
  customers,
  refund_lines: refundLines,
  returns,
  fulfillment_orders: fulfillmentOrders,
  abandoned_checkouts: abandonedCheckouts,
  discounts,
  themes,
  events,
};

/** The texts that each entity is asked for with, under the scopes, switches and metafields of one data source. */
export function documents(options: DocumentOptions): Documents {
  return {
    shop: documentsOf(shop, options),
    locations: documentsOf(locations, options),
    products: documentsOf(products, options),
    collections: documentsOf(collections, options),
    inventory: documentsOf(inventory, options),
    orders: documentsOf(orders, options),
    customers: documentsOf(customers, options),
    refund_lines: documentsOf(refundLines, options),
    returns: documentsOf(returns, options),
    fulfillment_orders: documentsOf(fulfillmentOrders, options),
    abandoned_checkouts: documentsOf(abandonedCheckouts, options),
    discounts: documentsOf(discounts, options),
    themes: documentsOf(themes, options),
    events: documentsOf(events, options),
  };
}

/**
 * An entity whose root is denied is asked for as a whole all the same: Shopify says which scope is lacking. Throws where a
 * bulk operation is asked of an entity that has none (`bulk: false`).
 */
export function documentsOf(selection: EntitySelection, options: DocumentOptions): EntityDocuments {
  const { root, pageSize } = selection;
  const fields = selection.select(options);
  const may = readable(root.field, root.type, options);
  const within = (text: string): string => (may ? withinScopes(text, options) : text);
  return {
    bulk: (search) => {
      if (!selection.bulk) {
        throw new Error(`no bulk operation reads ${selection.entity}`);
      }
      const args = [...(search === '' ? [] : [`query: ${JSON.stringify(search)}`]), ...(root.args ? [root.args] : [])];
      const list = args.length === 0 ? '' : `(${args.join(', ')})`;
      return within(`{ ${root.field}${list} { edges { node { ${printSelections(fields, 'bulk')} } } } }`);
    },
    page: within(pageText(selection, printSelections(fields, 'page'))),
    pageSize,
    nodes: within(
      `query Records($ids: [ID!]!) { nodes(ids: $ids) { ... on ${root.type} { ${printSelections(fields, 'page')} } } }`
    ),
  };
}

function pageText({ root, entity }: EntitySelection, fields: string): string {
  if (entity === 'shop') {
    return `query Shop { shop { ${fields} } }`;
  }
  const args = [
    'first: $first, after: $after',
    ...(root.searchable === false ? [] : ['query: $query']),
    ...(root.sortKey === undefined ? [] : [`sortKey: ${root.sortKey}`]),
    ...(root.args === undefined ? [] : [root.args]),
  ].join(', ');
  const page = `nodes { ${fields} } pageInfo { hasNextPage endCursor }`;
  const variables = ['$first: Int!, $after: String', ...(root.searchable === false ? [] : ['$query: String'])].join(
    ', '
  );
  return `query Page(${variables}) { ${root.field}(${args}) { ${page} } }`;
}
