import { schemaVersions, type SchemaVersion } from '../../schema/format';

/**
 * The version that answers a request for `requested`: the same, the nearest newer one where it has run out (Shopify falls
 * forward without saying so but in a header), the newest for `unstable`. Undefined where the text is no version.
 */
export function servedVersion(requested: string): SchemaVersion | undefined {
  const newest = schemaVersions[schemaVersions.length - 1];
  if (requested === 'unstable') {
    return newest;
  }
  if (!/^20\d\d-(01|04|07|10)$/.test(requested)) {
    return undefined;
  }
  return schemaVersions.find((version) => version >= requested);
}
