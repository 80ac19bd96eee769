/** A value as text: objects as JSON, null where there is nothing. */
export function asText(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : JSON.stringify(value);
}

/** A text that ends as a sentence does: with a full stop, unless it ends with a sign of its own. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…。:]["'”’)\]]*$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
