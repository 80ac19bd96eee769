import type { Metadata } from '@grpc/grpc-js';
import { LRUCache } from 'lru-cache';
import { PluginError } from './errors';
import type {
  AppInstanceSettings,
  DataQuery as DataQueryMessage,
  DataSourceInstanceSettings,
  PluginContext as PluginContextMessage,
} from './gen/backend_pb';
import { englishMessages, type Messages } from './messages';
import type { AppSettings, DataQuery, DataSourceSettings, PluginContext } from './plugin';

/** JSON of a bytes field; `undefined` where it is empty. */
export function parseJson(bytes: Uint8Array, message: () => string): unknown {
  if (bytes.length === 0) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
    return value;
  } catch (cause) {
    throw new PluginError(message(), { source: 'plugin', status: 400, cause });
  }
}

/** What the room says to whoever made the call at hand. */
type Say = () => Messages;

function appSettings(app: AppInstanceSettings, say: Say): AppSettings {
  return {
    jsonData: parseJson(app.jsonData, () => say().appSettingsNotJson),
    secrets: app.decryptedSecureJsonData,
    updated: Number(app.lastUpdatedMS),
    apiVersion: app.apiVersion,
  };
}

function dataSourceSettings(source: DataSourceInstanceSettings, say: Say): DataSourceSettings {
  return {
    id: Number(source.id),
    uid: source.uid,
    name: source.name,
    url: source.url,
    user: source.user,
    database: source.database,
    basicAuthEnabled: source.basicAuthEnabled,
    basicAuthUser: source.basicAuthUser,
    jsonData: parseJson(source.jsonData, () => say().dataSourceNotJson),
    secrets: source.decryptedSecureJsonData,
    updated: Number(source.lastUpdatedMS),
    apiVersion: source.apiVersion,
  };
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return Buffer.compare(a, b) === 0;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return false;
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => isEqual(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

interface Known<Message, Settings> {
  readonly message: Message;
  readonly settings: Settings;
}

/** Most calls repeat the settings of the one before: those are compared and used again, not read anew. */
class Remembered<
  Message extends { readonly jsonData: Uint8Array },
  Settings extends { readonly secrets: Readonly<Record<string, string>> },
> {
  readonly #known = new LRUCache<string, Known<Message, Settings>>({ max: 500 });
  readonly #read: (message: Message, say: Say) => Settings;
  readonly #learn: (secrets: readonly string[]) => void;

  constructor(read: (message: Message, say: Say) => Settings, learn: (secrets: readonly string[]) => void) {
    this.#read = read;
    this.#learn = learn;
  }

  settings(key: string, message: Message, say: Say): Settings {
    const known = this.#known.get(key);
    if (known !== undefined && isEqual(known.message, message)) {
      return known.settings;
    }
    const settings = this.#read(message, say);
    this.#learn(Object.values(settings.secrets));
    // Its bytes lie in the request's, which would stay with them.
    this.#known.set(key, { message: { ...message, jsonData: message.jsonData.slice() }, settings });
    return settings;
  }
}

/** Reads who a call is for and whose settings it comes with. */
export class Contexts {
  readonly #dataSources: Remembered<DataSourceInstanceSettings, DataSourceSettings>;
  readonly #apps: Remembered<AppInstanceSettings, AppSettings>;

  /** `learn` is told every secret seen, so that none is ever logged. */
  constructor(learn: (secrets: readonly string[]) => void) {
    this.#dataSources = new Remembered(dataSourceSettings, learn);
    this.#apps = new Remembered(appSettings, learn);
  }

  read(message: PluginContextMessage | undefined, say: Say = () => englishMessages): PluginContext {
    if (message === undefined) {
      throw new PluginError(say().noContext, { source: 'plugin', status: 400 });
    }
    const { user, appInstanceSettings: app, dataSourceInstanceSettings: source } = message;
    const where = `${message.orgId}/${message.pluginId}`;
    return {
      orgId: Number(message.orgId),
      pluginId: message.pluginId,
      pluginVersion: message.pluginVersion,
      userAgent: message.userAgent,
      namespace: message.namespace,
      config: message.grafanaConfig,
      ...(user && { user: { login: user.login, name: user.name, email: user.email, role: user.role } }),
      ...(app && { app: this.#apps.settings(where, app, say) }),
      ...(source && { dataSource: this.#dataSources.settings(`${where}/${source.uid}/${source.id}`, source, say) }),
    };
  }
}

const noHeaders: ReadonlyMap<string, string> = new Map();

/** Headers of a call, lower case and without the `http_` that Grafana puts before forwarded ones. */
export function callHeaders(headers: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> {
  const entries = Object.entries(headers ?? {});
  return entries.length === 0
    ? noHeaders
    : new Map(entries.map(([name, value]) => [name.toLowerCase().replace(/^http_/, ''), value]));
}

/** One query of a request. */
export function dataQuery(message: DataQueryMessage, notJsonMessage: () => string): DataQuery {
  return {
    refId: message.refId,
    queryType: message.queryType,
    maxDataPoints: Number(message.maxDataPoints),
    intervalMs: Number(message.intervalMS),
    range: { from: Number(message.timeRange?.fromEpochMS ?? 0n), to: Number(message.timeRange?.toEpochMS ?? 0n) },
    model: parseJson(message.json, notJsonMessage),
  };
}

/** The W3C trace context that came with a call. */
export function traceparentOf(metadata: Metadata): string | undefined {
  const [value] = metadata.get('traceparent');
  return typeof value === 'string' ? value : undefined;
}
