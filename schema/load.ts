import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { schemaVersions, type ReducedSchema, type SchemaVersion } from './format';

const shape = z.custom<ReducedSchema>((value) => outline.safeParse(value).success, 'not a reduced Admin schema');
const outline = z.object({
  version: z.enum(schemaVersions),
  __schema: z.object({ queryType: z.object({ name: z.literal('QueryRoot') }), types: z.array(z.object({})).min(1) }),
  extras: z.object({
    types: z.record(z.string(), z.object({ scopes: z.array(z.array(z.string())), text: z.string() })),
    fields: z.record(z.string(), z.object({ scopes: z.array(z.array(z.string())), text: z.string() })),
    protected: z.record(z.string(), z.string()),
    filters: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  }),
});

const reduced = new Map<SchemaVersion, ReducedSchema>();
const built = new Map<SchemaVersion, GraphQLSchema>();

/** The reduced Admin schema of one API version, read from `admin-<version>.json.gz` beside this file and kept. */
export function loadReducedSchema(version: SchemaVersion): ReducedSchema {
  const known = reduced.get(version);
  if (known !== undefined) {
    return known;
  }
  const bytes = readFileSync(new URL(`admin-${version}.json.gz`, import.meta.url));
  const json: unknown = JSON.parse(gunzipSync(bytes).toString('utf8'));
  const schema = shape.parse(json);
  reduced.set(version, schema);
  return schema;
}

/** graphql-js's schema of one API version (a few hundred milliseconds the first time, kept afterwards). */
export function loadAdminSchema(version: SchemaVersion): GraphQLSchema {
  const known = built.get(version);
  if (known !== undefined) {
    return known;
  }
  const schema = buildClientSchema({ __schema: loadReducedSchema(version).__schema }, { assumeValid: true });
  built.set(version, schema);
  return schema;
}
