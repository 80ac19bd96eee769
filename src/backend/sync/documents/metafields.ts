import type { DocumentOptions } from './options';
import type { Field } from './selection';

/** Aliases of chosen metafields begin so; what follows is their place in the list. */
export const metafieldAlias = 'metafield_';

/** Each chosen metafield as a field of its own: no connection, of which a bulk operation takes five only. */
export function metafields({ metafields: chosen }: DocumentOptions, owner: string): Field[] {
  return (chosen[owner] ?? []).flatMap((name, index) => {
    const dot = name.indexOf('.');
    if (dot <= 0) {
      return [];
    }
    const args = `namespace: ${JSON.stringify(name.slice(0, dot))}, key: ${JSON.stringify(name.slice(dot + 1))}`;
    const select = ['namespace', 'key', 'value', 'type', 'updatedAt'];
    return [{ name: 'metafield', alias: `${metafieldAlias}${index}`, args, select }];
  });
}
