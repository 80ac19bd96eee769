import type { Frame } from './frame';
import type { Logger } from './log';

/** Who asked. Empty for alert rules, public dashboards and recorded queries. */
export interface User {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

/** Settings of one data source, as Grafana sends them with every call. */
export interface DataSourceSettings {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly url: string;
  readonly user: string;
  readonly database: string;
  readonly basicAuthEnabled: boolean;
  readonly basicAuthUser: string;
  /** Parsed JSON; `undefined` where Grafana sent none. */
  readonly jsonData: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly updated: number;
  readonly apiVersion: string;
}

/** Settings of an app plugin's instance in one organisation. */
export interface AppSettings {
  readonly jsonData: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly updated: number;
  readonly apiVersion: string;
}

export interface PluginContext {
  readonly orgId: number;
  readonly pluginId: string;
  readonly pluginVersion: string;
  readonly userAgent: string;
  readonly namespace: string;
  readonly user?: User;
  readonly dataSource?: DataSourceSettings;
  readonly app?: AppSettings;
  /** `GF_*` values that Grafana sends with a call. */
  readonly config: Readonly<Record<string, string>>;
}

/** What every call carries, whatever its kind. */
export interface CallContext {
  readonly plugin: PluginContext;
  /** Lower-case names without Grafana's `http_` prefix, e.g. `fromalert`, `x-panel-id`, `accept-language`. */
  readonly headers: ReadonlyMap<string, string>;
  /** Aborted when Grafana cancels the call or the deadline passes. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds; 30 s from the start where the call names none. */
  readonly deadline: number;
  readonly log: Logger;
  /** W3C trace context to pass on, where the call has one. */
  readonly traceparent?: string;
}

/** Epoch milliseconds, both ends. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface DataQuery {
  readonly refId: string;
  readonly queryType: string;
  readonly maxDataPoints: number;
  readonly intervalMs: number;
  readonly range: TimeRange;
  /** The query model as the editor saved it. */
  readonly model: unknown;
}

export interface Health {
  readonly status: 'ok' | 'error' | 'unknown';
  readonly message: string;
  readonly details?: unknown;
}

export interface ResourceRequest {
  readonly path: string;
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
}

/** One part of a resource's answer; the first carries status and headers, later ones only `body`. */
export interface ResourcePart {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Uint8Array | string;
}

export interface StreamRequest {
  readonly path: string;
  readonly data: unknown;
}

export type SubscribeStatus = 'ok' | 'not-found' | 'permission-denied';

/** What a plugin does for one data source (or app) instance. Every part is optional. */
export interface Instance {
  /** Answers one query. Throw a `PluginError` to say whose fault a failure is. */
  query?(context: CallContext, query: DataQuery): Promise<readonly Frame[]> | readonly Frame[];
  checkHealth?(context: CallContext): Promise<Health> | Health;
  callResource?(
    context: CallContext,
    request: ResourceRequest
  ): AsyncIterable<ResourcePart> | Promise<ResourcePart | AsyncIterable<ResourcePart>> | ResourcePart;
  subscribe?(context: CallContext, request: StreamRequest): Promise<{ status: SubscribeStatus; initial?: Frame }>;
  runStream?(context: CallContext, request: StreamRequest): AsyncIterable<Frame>;
  publish?(context: CallContext, request: StreamRequest): Promise<{ status: SubscribeStatus; data?: unknown }>;
  /** Called once, after the last call that used the instance may have ended. */
  dispose?(): void | Promise<void>;
}

/** Makes an instance; called again when its settings change. */
export interface PluginDefinition {
  createInstance(plugin: PluginContext, log: Logger): Promise<Instance> | Instance;
}
