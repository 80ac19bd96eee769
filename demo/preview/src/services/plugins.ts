import {
  DataSourcePlugin,
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourcePluginMeta,
} from '@grafana/data';
import { loadModule } from '../amd/loader';
import { LokiDataSource, lokiModule } from './loki-data-source';

/** The plugin's own object as its `module.js` exports it. */
export type LoadedPlugin = DataSourcePlugin<DataSourceApi>;

const loaded = new Map<string, Promise<LoadedPlugin>>();

async function load(meta: DataSourcePluginMeta): Promise<LoadedPlugin> {
  const module: unknown = await loadModule(meta.module);
  const plugin: unknown =
    typeof module === 'object' && module !== null && 'plugin' in module ? module.plugin : undefined;
  if (!(plugin instanceof DataSourcePlugin)) {
    throw new Error(`${meta.module} exports no data source plugin`);
  }
  plugin.meta = meta;
  return plugin;
}

/** Loads a plugin's `module.js` once. */
export function loadPlugin(meta: DataSourcePluginMeta): Promise<LoadedPlugin> {
  const known = loaded.get(meta.id) ?? load(meta);
  loaded.set(meta.id, known);
  return known;
}

/** Makes a data source from the plugin's own class, as Grafana does. */
export async function makeDataSource(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  if (settings.meta.module === lokiModule) {
    return new LokiDataSource(settings);
  }
  const plugin = await loadPlugin(settings.meta);
  const instance = new plugin.DataSourceClass(settings);
  instance.components = plugin.components;
  instance.meta = settings.meta;
  return instance;
}
