import type { IntrospectionSchema } from 'graphql';

/** Admin API versions that have a reduced schema here. */
export const schemaVersions = ['2026-07', '2026-10'] as const;
export type SchemaVersion = (typeof schemaVersions)[number];

/** Kind of personal data that a field gives away, as Shopify flags it. */
export type ProtectedKind = 'name' | 'address' | 'phone' | 'email';

/** What an app must be granted before a type or field answers. */
export interface Access {
  /** Every group has to be met; any one scope of a group meets it. Empty where the text names no scope. */
  readonly scopes: ReadonlyArray<readonly string[]>;
  /** Shopify's own words. */
  readonly text: string;
  /** True where level 2 access to protected customer data (name, address, phone, email) is needed too. */
  readonly customerData?: true;
}

/** One filter of a connection's search argument, e.g. `financial_status`. */
export interface SearchFilter {
  /** As written before the colon; `metafields.{namespace}.{key}` and the like have placeholders; `default` is free text. */
  readonly name: string;
  /** `string`, `id`, `time`, `boolean`, `integer`, `float`, `mixed`: an open list. */
  readonly type: string;
  /** Values that Shopify names as acceptable. */
  readonly values?: readonly string[];
  readonly default?: string;
}

/** What standard introspection cannot say. */
export interface SchemaExtras {
  /** By type name. Applies wherever a value of that type is asked for. */
  readonly types: Readonly<Record<string, Access>>;
  /** By `Type.field`. */
  readonly fields: Readonly<Record<string, Access>>;
  /** By `Type.field`: the personal data that the field gives away. */
  readonly protected: Readonly<Record<string, ProtectedKind>>;
  /** By `Type.field.argument`. */
  readonly filters: Readonly<Record<string, readonly SearchFilter[]>>;
}

/** The whole content of `admin-<version>.json.gz`. */
export interface ReducedSchema {
  readonly version: SchemaVersion;
  /** Standard introspection without descriptions; good for graphql-js's `buildClientSchema`. */
  readonly __schema: IntrospectionSchema;
  readonly extras: SchemaExtras;
}
