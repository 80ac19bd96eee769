import { z } from 'zod';

/** A data source as it is set up: what Grafana keeps, secrets apart. */
export interface DataSource {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly isDefault: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData: Readonly<Record<string, string>>;
  /** Epoch milliseconds; the backend makes a new instance when it changes. */
  readonly updated: number;
}

/** What may be written over HTTP: a secret that is left out stays as it is. */
export const dataSourceUpdate = z.object({
  name: z.string().min(1),
  jsonData: z.record(z.string(), z.unknown()).default({}),
  secureJsonData: z.record(z.string(), z.string()).default({}),
  secureJsonFields: z.record(z.string(), z.boolean()).default({}),
});
export type DataSourceUpdate = z.infer<typeof dataSourceUpdate>;

const user = { login: 'preview', name: 'Preview', email: '', role: 'Admin' };

/** Who asks, and with which settings, as Grafana tells a backend with every call. */
export function pluginContext(dataSource: DataSource, appUrl: string) {
  return {
    orgId: 1,
    pluginId: dataSource.type,
    user,
    dataSourceInstanceSettings: {
      id: dataSource.id,
      uid: dataSource.uid,
      name: dataSource.name,
      url: '',
      jsonData: Buffer.from(JSON.stringify(dataSource.jsonData)),
      decryptedSecureJsonData: dataSource.secureJsonData,
      lastUpdatedMS: dataSource.updated,
    },
    grafanaConfig: { GF_APP_URL: appUrl, GF_CONCURRENT_QUERY_COUNT: '10' },
    userAgent: 'Grafana/12.2.0 (shopscope preview)',
  };
}
export type PluginContext = ReturnType<typeof pluginContext>;
