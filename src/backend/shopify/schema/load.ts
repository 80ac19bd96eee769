import { gunzipSync } from 'node:zlib';
import { buildClientSchema, isInterfaceType, type GraphQLSchema, type IntrospectionSchema } from 'graphql';
import { z } from 'zod';
import type { ApiVersion } from '../types';
import data202607 from './data-2026-07';
import data202610 from './data-2026-10';

const packed: Readonly<Record<ApiVersion, string>> = { '2026-07': data202607, '2026-10': data202610 };

/** A version's reduced schema as gzipped JSON (`version`, `__schema`, `extras`), for an editor's completion. */
export function packedSchema(version: ApiVersion): Buffer {
  return Buffer.from(packed[version], 'base64');
}

const access = z.object({ scopes: z.array(z.array(z.string())), text: z.string() });
const filter = z.object({ name: z.string(), type: z.string() });
const artifact = z.object({
  __schema: z.custom<IntrospectionSchema>(
    (value) => z.object({ types: z.array(z.unknown()) }).safeParse(value).success
  ),
  extras: z.object({
    types: z.record(z.string(), access),
    fields: z.record(z.string(), access),
    protected: z.record(z.string(), z.string()),
    filters: z.record(z.string(), z.array(filter)),
  }),
});

/** What an app must be granted: each group has to be met, any one scope of a group meets it. */
export type Access = z.infer<typeof access>;
export type SearchFilter = z.infer<typeof filter>;

/** Shopify's Admin schema of one version, as far as queries reach, with what introspection cannot say. */
export interface AdminSchema {
  readonly version: ApiVersion;
  readonly schema: GraphQLSchema;
  /** The kind of personal data (`name`, `address`, `phone`, `email`) that a field gives away, flagged by Shopify. */
  protectedKind(type: string, field: string): string | undefined;
  /** Every flagged field of an object type, as `Type.field` → kind. */
  readonly protectedFields: ReadonlyMap<string, string>;
  /** What a field demands, and what the type it gives demands. */
  access(type: string, field: string): Access | undefined;
  typeAccess(type: string): Access | undefined;
  /** Filters of a search argument (`QueryRoot.orders.query`), where Shopify lists them. */
  filters(type: string, field: string, argument: string): readonly SearchFilter[] | undefined;
}

const made = new Map<ApiVersion, AdminSchema>();

/** Unpacks and builds a version's schema on first need (some 150 ms), and keeps it. */
export function adminSchema(version: ApiVersion): AdminSchema {
  const known = made.get(version);
  if (known !== undefined) {
    return known;
  }
  const json: unknown = JSON.parse(gunzipSync(packedSchema(version)).toString('utf8'));
  const { __schema, extras } = artifact.parse(json);
  const schema = buildClientSchema({ __schema }, { assumeValid: true });
  const flagged = withInterfaces(schema, extras.protected);
  const built: AdminSchema = {
    version,
    schema,
    protectedKind: (type, field) => flagged.get(`${type}.${field}`),
    protectedFields: new Map(Object.entries(extras.protected)),
    access: (type, field) => extras.fields[`${type}.${field}`],
    typeAccess: (type) => extras.types[type],
    filters: (type, field, argument) => extras.filters[`${type}.${field}.${argument}`],
  };
  made.set(version, built);
  return built;
}

/** A field asked for through an interface gives away what any type behind it would. */
function withInterfaces(schema: GraphQLSchema, flags: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const all = new Map(Object.entries(flags));
  for (const type of Object.values(schema.getTypeMap()).filter(isInterfaceType)) {
    for (const field of Object.keys(type.getFields())) {
      const kinds = schema.getPossibleTypes(type).map(({ name }) => flags[`${name}.${field}`]);
      const kind = kinds.find((known) => known !== undefined);
      if (kind !== undefined) {
        all.set(`${type.name}.${field}`, kind);
      }
    }
  }
  return all;
}
