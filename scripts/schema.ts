/** Makes the reduced Admin schemas from Shopify's published package; `--check` only compares them with the committed ones. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { schemaVersions } from '../schema/format';
import { bytesOfModule, deterministicGzip, entryOf, moduleOf, pathsOf } from './schema/artifacts';
import { reduce } from './schema/reduce';
import { readSources, sourceHashes, sourcePackage } from './schema/source';

const check = process.argv.includes('--check');
const sources = readSources(schemaVersions);
const entries: Record<string, unknown> = {};
const stale: string[] = [];

for (const [version, source] of sources) {
  const json = JSON.stringify(reduce(version, source));
  const { data, module } = pathsOf(version);
  if (check) {
    for (const [file, bytes] of [
      [data, () => readFileSync(data)],
      [module, () => bytesOfModule(readFileSync(module, 'utf8'))],
    ] as const) {
      if (gunzipSync(bytes()).toString('utf8') !== json) {
        stale.push(file);
      }
    }
    continue;
  }
  const gz = deterministicGzip(json);
  mkdirSync(path.dirname(module), { recursive: true });
  writeFileSync(data, gz);
  writeFileSync(module, moduleOf(gz));
  entries[version] = entryOf(sourceHashes[version], gz);
  console.log(`${data}: ${(gz.length / 1024).toFixed(0)} KB (${(json.length / 1024).toFixed(0)} KB of JSON)`);
}

if (!check) {
  writeFileSync('schema/manifest.json', `${JSON.stringify({ package: sourcePackage, versions: entries }, null, 2)}\n`);
} else if (stale.length > 0) {
  console.error(`Not what ${sourcePackage} gives: ${stale.join(', ')}. Run npm run schema and commit the result.`);
  process.exitCode = 1;
} else {
  console.log(`The committed schemas are what ${sourcePackage} gives.`);
}
