import type { DataSourceApi, DataSourceInstanceSettings, ScopedVars } from '@grafana/data';
import type { DataSourceRef } from '@grafana/schema';
import {
  config,
  getBackendSrv,
  getTemplateSrv,
  type DataSourceSrv,
  type GetDataSourceListFilters,
} from '@grafana/runtime';
import { makeDataSource } from './plugins';

type Reference = DataSourceRef | string | null | undefined;

function uidOf(reference: Reference): string | undefined {
  return typeof reference === 'string' ? reference : reference?.uid;
}

function matches(settings: DataSourceInstanceSettings, { type, pluginId, filter }: GetDataSourceListFilters): boolean {
  const types = type === undefined ? undefined : [type].flat();
  return (
    (types === undefined || types.includes(settings.type)) &&
    (pluginId === undefined || pluginId === settings.meta.id) &&
    (filter === undefined || filter(settings))
  );
}

/** Grafana's register of data sources: those of the host, each made from the plugin's own class. */
export class PreviewDataSourceSrv implements DataSourceSrv {
  readonly #made = new Map<string, Promise<DataSourceApi>>();

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    return Object.values(config.datasources).filter((settings) => matches(settings, filters));
  }

  getInstanceSettings(reference?: Reference, scopedVars: ScopedVars = {}): DataSourceInstanceSettings | undefined {
    const wanted = uidOf(reference);
    const uid = wanted === undefined ? undefined : getTemplateSrv().replace(wanted, scopedVars);
    const all = this.getList();
    if (uid === undefined || uid === 'default') {
      const ofType =
        typeof reference === 'object' && reference?.type ? all.filter(({ type }) => type === reference.type) : all;
      return ofType.find(({ isDefault }) => isDefault) ?? ofType[0];
    }
    return all.find((settings) => settings.uid === uid || settings.name === uid);
  }

  async get(reference?: Reference, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(reference, scopedVars);
    if (settings === undefined) {
      throw new Error(`Data source ${uidOf(reference) ?? 'default'} not found`);
    }
    const known = this.#made.get(settings.uid) ?? makeDataSource(settings);
    this.#made.set(settings.uid, known);
    return known;
  }

  // Grafana 13's interface awaits it, 12's does not.
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  async reload(): Promise<void> {
    const settings =
      await getBackendSrv().get<Pick<typeof config, 'datasources' | 'defaultDatasource'>>('/api/frontend/settings');
    config.datasources = settings.datasources;
    config.defaultDatasource = settings.defaultDatasource;
    this.#made.clear();
  }

  registerRuntimeDataSource(): void {
    throw new Error('Data sources made at run time are not part of the preview');
  }
}
