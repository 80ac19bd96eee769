import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaVersions } from '../../schema/format';
import { bytesOfModule, entryOf, pathsOf, sha256 } from './artifacts';
import { reduce } from './reduce';
import { PackageUnavailable, readSources, sourceHashes, sourcePackage } from './source';

const manifest = z
  .object({
    package: z.literal(sourcePackage),
    versions: z.record(z.string(), z.object({ source: z.string(), json: z.string(), gz: z.string() })),
  })
  .parse(JSON.parse(readFileSync('schema/manifest.json', 'utf8')));

describe.each(schemaVersions)('the committed schema of %s', (version) => {
  it('has the hashes of the manifest, and the backend carries the same bytes', () => {
    const { data, module } = pathsOf(version);
    const gz = readFileSync(data);
    expect(manifest.versions[version]).toEqual(entryOf(sourceHashes[version], gz));
    expect(sha256(bytesOfModule(readFileSync(module, 'utf8')))).toBe(sha256(gz));
  });
});

it('is what a fresh reduction of the published package gives', { timeout: 120_000 }, (context) => {
  let sources;
  try {
    sources = readSources(schemaVersions);
  } catch (error) {
    if (error instanceof PackageUnavailable) {
      context.skip(error.message);
    }
    throw error;
  }
  for (const [version, source] of sources) {
    const committed = gunzipSync(readFileSync(pathsOf(version).data)).toString('utf8');
    expect(sha256(JSON.stringify(reduce(version, source)))).toBe(sha256(committed));
  }
});
