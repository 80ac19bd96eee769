import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { SchemaVersion } from '../../schema/format';

/** Where the files of one version lie, from the repository's root. */
export function pathsOf(version: SchemaVersion): { readonly data: string; readonly module: string } {
  return {
    data: `schema/admin-${version}.json.gz`,
    module: `src/backend/shopify/schema/data-${version}.ts`,
  };
}

/** Gzip without time stamp and with the operating system byte that says "unknown". */
export function deterministicGzip(text: string): Buffer {
  const bytes = gzipSync(Buffer.from(text, 'utf8'), { level: 9 });
  bytes[9] = 255;
  return bytes;
}

/** A module that carries the file inside the compiled backend. */
export function moduleOf(gz: Buffer): string {
  return `export default '${gz.toString('base64')}';\n`;
}

/** The bytes that `moduleOf` put into a module. */
export function bytesOfModule(text: string): Buffer {
  const match = /^export default '([A-Za-z0-9+/=]+)';\n$/.exec(text);
  if (match?.[1] === undefined) {
    throw new Error('Not a generated schema module.');
  }
  return Buffer.from(match[1], 'base64');
}

export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** One version's row of `schema/manifest.json`. */
export interface ManifestEntry {
  /** Of the source file in the package. */
  readonly source: string;
  /** Of the JSON text inside the gzip: the same wherever it is made. */
  readonly json: string;
  /** Of the committed gzip file: a zlib of another build may pack the same JSON otherwise. */
  readonly gz: string;
}

export function entryOf(source: string, gz: Buffer): ManifestEntry {
  return { source, json: sha256(gunzipSync(gz)), gz: sha256(gz) };
}
