/** A data source of the real backend, in this process, before a demo shop with a stopped clock over HTTP. */
import { createInstances } from '../../src/backend/instances';
import type { CallContext, DataQuery, Frame, Health, Instance, Logger, ResourcePart } from '../../src/backend/grafana';
import { startAdminApi, type AdminApi, type AdminApiOptions } from '../../demo/admin-api/server';
import { createWorld } from '../../demo/world';

/** Wednesday, 2026-11-18: 16:30 in Seoul, 02:30 in New York. */
export const stoppedAt = Date.UTC(2026, 10, 18, 7, 30);
const seed = 7;

const log: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => log,
};

export interface TestShopOptions {
  readonly shop?: 'usd' | 'krw';
  readonly now?: number;
  readonly api?: Omit<Partial<AdminApiOptions>, 'shops' | 'clock'>;
  readonly scopes?: readonly string[];
  readonly customerData?: boolean;
  readonly jsonData?: Readonly<Record<string, unknown>>;
  readonly ordersPerDay?: number;
  /** Points and points a second; plenty where left out, as a stopped clock restores none. */
  readonly bucket?: { readonly maximum: number; readonly restoreRate: number };
}

export interface Asking {
  readonly from?: number;
  readonly to?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly role?: string;
  readonly intervalMs?: number;
}

/** A started shop with its data source. */
export class TestShop {
  readonly api: AdminApi;
  readonly domain: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly now: number;
  readonly #instance: Instance;

  private constructor(api: AdminApi, domain: string, options: TestShopOptions, now: number) {
    this.api = api;
    this.domain = domain;
    this.now = now;
    this.jsonData = { shop: domain, clientId: 'demo-client-id', ...options.jsonData };
    const make = createInstances({ GF_PLUGIN_SANDBOX_URL: api.shopUrl(domain) }, { clock: { now: () => now } });
    this.#instance = make(contextOf(this.jsonData, 'Admin'), log);
  }

  static async start(options: TestShopOptions = {}): Promise<TestShop> {
    const now = options.now ?? stoppedAt;
    const clock = () => now;
    const world = createWorld({
      seed,
      shop: options.shop ?? 'usd',
      clock,
      ordersPerDay: options.ordersPerDay ?? 40,
      anchor: stoppedAt,
    });
    const app = {
      clientId: 'demo-client-id',
      clientSecret: 'demo-client-secret',
      legacyToken: 'shpat_demo_token',
      ...(options.scopes === undefined ? {} : { scopes: options.scopes }),
      ...(options.customerData === undefined ? {} : { customerData: options.customerData }),
    };
    const bucket = options.bucket ?? { maximum: 1_000_000, restoreRate: 100_000 };
    const apps = options.scopes === undefined && options.customerData === undefined ? {} : { apps: [app] };
    const api = await startAdminApi({
      ...options.api,
      shops: [{ world, bucket, shopifyqlBudget: 1_000_000, ...apps }],
      clock,
    });
    return new TestShop(api, world.shop.domain, options, now);
  }

  async query(model: unknown, asking: Asking = {}): Promise<readonly Frame[]> {
    const query: DataQuery = {
      refId: 'A',
      queryType: '',
      maxDataPoints: 1000,
      intervalMs: asking.intervalMs ?? 60_000,
      range: { from: asking.from ?? this.now - 86_400_000, to: asking.to ?? this.now },
      model,
    };
    return (await this.#instance.query?.(this.#call(asking), query)) ?? [];
  }

  async health(): Promise<Health | undefined> {
    return await this.#instance.checkHealth?.(this.#call({}));
  }

  async resource(
    url: string,
    request: { method?: string; body?: unknown; role?: string; headers?: Readonly<Record<string, string>> } = {}
  ): Promise<ResourcePart> {
    const answer = this.#instance.callResource?.(this.#call(request.role === undefined ? {} : { role: request.role }), {
      path: url.split('?')[0] ?? '',
      method: request.method ?? 'GET',
      url,
      headers: new Map(Object.entries(request.headers ?? {}).map(([name, value]) => [name, [value]])),
      body: request.body === undefined ? new Uint8Array(0) : Buffer.from(JSON.stringify(request.body)),
    });
    const answered = await answer;
    if (answered === undefined) {
      throw new Error('no answer');
    }
    if (!(Symbol.asyncIterator in answered)) {
      return answered;
    }
    const parts: ResourcePart[] = [];
    for await (const part of answered) {
      parts.push(part);
    }
    return { ...parts[0], body: Buffer.concat(parts.map(({ body = '' }) => Buffer.from(body))).toString('utf8') };
  }

  #call({ headers = {}, role = 'Admin' }: Asking): CallContext {
    return {
      plugin: contextOf(this.jsonData, role),
      headers: new Map(Object.entries(headers)),
      signal: new AbortController().signal,
      deadline: this.now + 30_000,
      log,
    };
  }

  async close(): Promise<void> {
    await this.#instance.dispose?.();
    await this.api.close();
  }
}

function contextOf(jsonData: unknown, role: string): CallContext['plugin'] {
  return {
    orgId: 1,
    pluginId: 'shopscope-shopify-datasource',
    pluginVersion: '0.0.0-test',
    userAgent: '',
    namespace: '',
    config: {},
    user: { login: 'tester', name: 'Tester', email: 'tester@example.com', role },
    dataSource: {
      id: 1,
      uid: 'test',
      name: 'Test',
      url: '',
      user: '',
      database: '',
      basicAuthEnabled: false,
      basicAuthUser: '',
      jsonData,
      secrets: { clientSecret: 'demo-client-secret', accessToken: 'shpat_demo_token' },
      updated: 1,
      apiVersion: '',
    },
  };
}
