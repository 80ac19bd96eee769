import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { SchemaVersion } from '../../schema/format';

/** The package that carries Shopify's schema with scopes and personal-data flags. Read, never run or depended on. */
export const sourcePackage = '@shopify/dev-mcp@1.16.0';

/** SHA-256 of the package's files; a release candidate can be re-published, so the bytes are pinned too. */
export const sourceHashes: Readonly<Record<SchemaVersion, string>> = {
  '2026-07': '5bcde995c89c59acdb2ee494378d96f45ce7378a16ec829a74b71d696a08ef19',
  '2026-10': 'f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593',
};

export interface TypeRef {
  kind: string;
  name: string | null;
  ofType?: TypeRef | null | undefined;
}

const typeRef: z.ZodType<TypeRef> = z.lazy(() =>
  z.object({ kind: z.string(), name: z.string().nullable(), ofType: typeRef.nullable().optional() })
);
const access = z.string().nullish();
const input = z.object({
  name: z.string(),
  description: z.string().nullish(),
  type: typeRef,
  defaultValue: z.string().nullish(),
  isDeprecated: z.boolean().nullish(),
  deprecationReason: z.string().nullish(),
});
const field = z.object({
  name: z.string(),
  args: z.array(input),
  type: typeRef,
  isDeprecated: z.boolean(),
  deprecationReason: z.string().nullish(),
  requiredAccess: access,
  isProtected: z.boolean().nullish(),
  protectedContent: z.enum(['name', 'address', 'phone', 'email']).nullish(),
});
const type = z.object({
  kind: z.string(),
  name: z.string(),
  isOneOf: z.boolean().nullish(),
  fields: z.array(field).nullish(),
  inputFields: z.array(input).nullish(),
  interfaces: z.array(typeRef).nullish(),
  enumValues: z
    .array(z.object({ name: z.string(), isDeprecated: z.boolean(), deprecationReason: z.string().nullish() }))
    .nullish(),
  possibleTypes: z.array(typeRef).nullish(),
  requiredAccess: access,
});
const directive = z.object({
  name: z.string(),
  isRepeatable: z.boolean().nullish(),
  locations: z.array(z.string()),
  args: z.array(input),
});
const source = z.object({
  data: z.object({
    __schema: z.object({
      queryType: z.object({ name: z.string() }),
      mutationType: z.object({ name: z.string() }),
      types: z.array(type),
      directives: z.array(directive),
    }),
  }),
});

export type SourceInput = z.infer<typeof input>;
export type SourceField = z.infer<typeof field>;
export type SourceType = z.infer<typeof type>;
export type SourceSchema = z.infer<typeof source>['data']['__schema'];

/** npm could not give the package: no network, or no such version any more. */
export class PackageUnavailable extends Error {
  constructor(cause: unknown) {
    super(`npm could not download ${sourcePackage}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'PackageUnavailable';
  }
}

/** Downloads the package through npm into a temporary folder and reads one schema per version from it. */
export function readSources(versions: readonly SchemaVersion[]): Map<SchemaVersion, SourceSchema> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shopscope-schema-'));
  try {
    const archive = download(folder);
    const files = versions.map((version) => `package/dist/data/admin_${version}.json.gz`);
    execFileSync('tar', ['-xzf', archive, ...files], { cwd: folder });
    return new Map(versions.map((version, at) => [version, readSource(path.join(folder, files[at] ?? ''), version)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function download(folder: string): string {
  try {
    const args = ['pack', '--silent', '--ignore-scripts', '--fetch-retries=1', sourcePackage];
    return execFileSync('npm', args, {
      cwd: folder,
      timeout: 60_000,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch (error) {
    throw new PackageUnavailable(error);
  }
}

function readSource(file: string, version: SchemaVersion): SourceSchema {
  const bytes = readFileSync(file);
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (hash !== sourceHashes[version]) {
    throw new Error(`admin_${version}.json.gz of ${sourcePackage} has sha256 ${hash}, not ${sourceHashes[version]}.`);
  }
  const json: unknown = JSON.parse(gunzipSync(bytes).toString('utf8'));
  return source.parse(json).data.__schema;
}
