import type { DataSourceInstanceSettings } from '@grafana/data';
import { config } from '@grafana/runtime';

export const dataSourceType = 'shopscope-shopify-datasource';

/** Data sources of a type that the viewer may use, the default one first. */
export function sourcesOf(wanted: string): readonly DataSourceInstanceSettings[] {
  return Object.values(config.datasources)
    .filter(({ type }) => type === wanted)
    .sort((one, other) => Number(other.isDefault ?? false) - Number(one.isDefault ?? false));
}
