import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
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

/** What a page of Grafana learns at its start: its data sources with their plugins. Secrets are not among it. */
export function frontendSettings(plugin: PluginJson, dataSources: readonly DataSource[]) {
  const entries = dataSources.map((each): readonly [string, object] => [
    each.name,
    {
      id: each.id,
      uid: each.uid,
      type: each.type,
      name: each.name,
      isDefault: each.isDefault,
      jsonData: each.jsonData,
      access: 'proxy',
      url: `/api/datasources/proxy/uid/${each.uid}`,
      readOnly: false,
      meta: meta(plugin),
    },
  ]);
  return { datasources: Object.fromEntries(entries), defaultDatasource: dataSources[0]?.name ?? '' };
}
