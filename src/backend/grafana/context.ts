import type { Metadata } from '@grpc/grpc-js';
import type { DataQuery as DataQueryMessage, PluginContext as PluginContextMessage } from './gen/backend_pb';
import { PluginError } from './errors';
import type { AppSettings, DataQuery, DataSourceSettings, PluginContext } from './plugin';

const decoder = new TextDecoder();

/** JSON of a bytes field; `undefined` where it is empty. */
export function parseJson(bytes: Uint8Array, what: string): unknown {
  if (bytes.length === 0) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes));
    return value;
  } catch (cause) {
    throw new PluginError(`Grafana sent ${what} that is not JSON.`, { source: 'plugin', status: 400, cause });
  }
}

function appSettings(message: PluginContextMessage): AppSettings | undefined {
  const app = message.appInstanceSettings;
  return (
    app && {
      jsonData: parseJson(app.jsonData, 'app settings'),
      secrets: app.decryptedSecureJsonData,
      updated: Number(app.lastUpdatedMS),
      apiVersion: app.apiVersion,
    }
  );
}

function dataSourceSettings(message: PluginContextMessage): DataSourceSettings | undefined {
  const source = message.dataSourceInstanceSettings;
  return (
    source && {
      id: Number(source.id),
      uid: source.uid,
      name: source.name,
      url: source.url,
      user: source.user,
      database: source.database,
      basicAuthEnabled: source.basicAuthEnabled,
      basicAuthUser: source.basicAuthUser,
      jsonData: parseJson(source.jsonData, 'data source settings'),
      secrets: source.decryptedSecureJsonData,
      updated: Number(source.lastUpdatedMS),
      apiVersion: source.apiVersion,
    }
  );
}

/** A call's context in our words. */
export function pluginContext(message: PluginContextMessage | undefined): PluginContext {
  if (message === undefined) {
    throw new PluginError('Grafana sent a call without a plugin context.', { source: 'plugin', status: 400 });
  }
  const app = appSettings(message);
  const dataSource = dataSourceSettings(message);
  const { user } = message;
  return {
    orgId: Number(message.orgId),
    pluginId: message.pluginId,
    pluginVersion: message.pluginVersion,
    userAgent: message.userAgent,
    namespace: message.namespace,
    config: message.grafanaConfig,
    ...(user === undefined ? {} : { user: { login: user.login, name: user.name, email: user.email, role: user.role } }),
    ...(app === undefined ? {} : { app }),
    ...(dataSource === undefined ? {} : { dataSource }),
  };
}

/** Headers of a call, lower case and without the `http_` that Grafana puts before forwarded ones. */
export function callHeaders(headers: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(headers).map(([name, value]) => [name.replace(/^http_/i, '').toLowerCase(), value]));
}

/** One query of a request. */
export function dataQuery(message: DataQueryMessage): DataQuery {
  return {
    refId: message.refId,
    queryType: message.queryType,
    maxDataPoints: Number(message.maxDataPoints),
    intervalMs: Number(message.intervalMS),
    range: { from: Number(message.timeRange?.fromEpochMS ?? 0n), to: Number(message.timeRange?.toEpochMS ?? 0n) },
    model: parseJson(message.json, 'a query'),
  };
}

/** The W3C trace context that came with a call. */
export function traceparentOf(metadata: Metadata): string | undefined {
  const [value] = metadata.get('traceparent');
  return typeof value === 'string' ? value : undefined;
}
