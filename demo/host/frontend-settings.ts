import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { LogSource } from './ask-loki';
import type { DataSource } from './plugin-context';

const pluginJson = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  info: z.looseObject({ logos: z.object({ small: z.string(), large: z.string() }).optional() }),
});
export type PluginJson = z.infer<typeof pluginJson>;

/** Reads a built plugin's `plugin.json`. */
export function readPluginJson(folder: string): PluginJson {
  return pluginJson.parse(JSON.parse(readFileSync(path.join(folder, 'plugin.json'), 'utf8')));
}

function meta(plugin: PluginJson) {
  const baseUrl = `/public/plugins/${plugin.id}`;
  const logos = plugin.info.logos;
  return {
    ...plugin,
    baseUrl,
    module: `${baseUrl}/module.js`,
    info: {
      ...plugin.info,
      ...(logos ? { logos: { small: `${baseUrl}/${logos.small}`, large: `${baseUrl}/${logos.large}` } } : {}),
    },
  };
}

/** Grafana's own plugin, which the page brings itself. */
const lokiMeta = {
  id: 'loki',
  name: 'Loki',
  type: 'datasource',
  module: 'core:plugin/loki',
  baseUrl: '',
  info: {},
};

function listed(each: Pick<DataSource, 'id' | 'uid' | 'name' | 'isDefault' | 'jsonData' | 'type'>, of: object) {
  const { id, uid, type, name, isDefault, jsonData } = each;
  const url = `/api/datasources/proxy/uid/${uid}`;
  return [name, { id, uid, type, name, isDefault, jsonData, access: 'proxy', url, readOnly: false, meta: of }] as const;
}

/** What a page of Grafana learns at its start: its data sources with their plugins. Secrets are not among it. */
export function frontendSettings(
  plugin: PluginJson,
  dataSources: readonly DataSource[],
  logs: readonly LogSource[] = []
) {
  const own = dataSources.map((each) => listed(each, meta(plugin)));
  const lokis = logs.map(({ uid, name, jsonData }, index) =>
    listed({ id: 1000 + index, uid, name, jsonData, isDefault: false, type: 'loki' }, lokiMeta)
  );
  return { datasources: Object.fromEntries([...own, ...lokis]), defaultDatasource: dataSources[0]?.name ?? '' };
}
