import type { GraphQLSchema } from 'graphql';
import { isScalarType } from 'graphql';

/** Lets resolvers hand over epoch milliseconds for times and gids for numbers. */
export function installScalars(schema: GraphQLSchema): void {
  set(schema, 'DateTime', (value) => (typeof value === 'number' ? isoTime(value) : value));
  set(schema, 'Date', (value) => (typeof value === 'number' ? isoTime(value).slice(0, 10) : value));
  set(schema, 'UnsignedInt64', String);
  set(schema, 'BigInt', String);
}

/** `2026-11-01T00:00:00Z`, as Shopify writes times. */
export function isoTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function set(schema: GraphQLSchema, name: string, serialize: (value: unknown) => unknown): void {
  const type = schema.getType(name);
  if (isScalarType(type)) {
    type.serialize = serialize;
  }
}
