/** Where a page ended: sort value and id of its last row, and how many rows came before. New rows do not move it. */
export interface Cursor {
  readonly value: string | number;
  readonly id: string | number;
  /** Rows read so far in the direction of paging, this one included: paging ends after 25,000. */
  readonly seen: number;
}

/** Opaque text. Like Shopify's it is base64 of JSON, which nobody should rely on. */
export function encodeCursor({ value, id, seen }: Cursor): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value, n: seen })).toString('base64');
}

/** Undefined where the text is no cursor, or one of another sort order (a number where texts are sorted by). */
export function decodeCursor(text: string, sortsBy: 'number' | 'string'): Cursor | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    if (
      typeof json !== 'object' ||
      json === null ||
      !('last_id' in json) ||
      !('last_value' in json) ||
      !('n' in json)
    ) {
      return undefined;
    }
    const { last_id: id, last_value: value, n: seen } = json;
    const fits = (typeof value === 'number' || typeof value === 'string') && typeof value === sortsBy;
    return fits && (typeof id === 'number' || typeof id === 'string') && typeof seen === 'number'
      ? { id, value, seen }
      : undefined;
  } catch {
    return undefined;
  }
}
