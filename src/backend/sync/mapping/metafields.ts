import { metafieldAlias } from '../documents/metafields';
import type { MapContext, Rows } from './context';
import { inner, instant, text, type Node } from './node';

/** Chosen metafields of a record, asked for as fields of their own. */
export function mapMetafields(node: Node, owner: string, ownerId: string, { shopId }: MapContext, rows: Rows): void {
  for (const key in node) {
    const field = key.startsWith(metafieldAlias) ? inner(node, key) : null;
    if (field !== null) {
      rows.metafields.push({
        shop_id: shopId,
        owner,
        owner_id: ownerId,
        name: `${text(field, 'namespace')}.${text(field, 'key')}`,
        value: text(field, 'value'),
        type: text(field, 'type'),
        updated_at: instant(field, 'updatedAt'),
      });
    }
  }
}
