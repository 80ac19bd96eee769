/** A field that Shopify's schema doesn't allow to be so: the record can't be taken over. */
export class Unreadable extends Error {
  readonly field: string;

  constructor(field: string, expected: string, value: unknown) {
    super(`${field} is no ${expected}: ${kindOf(value)}`);
    this.name = 'Unreadable';
    this.field = field;
  }
}

/** What was found, without its content: it may be personal. */
function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
