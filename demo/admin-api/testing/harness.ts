import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { createWorld, type ShopKey, type World } from '../../world';
import { demoApp, type DemoApp } from '../apps';
import type { Fault } from '../faults';
import { startAdminApi, type AdminApi } from '../server';
import type { ShopSetup } from '../shop';
import type { Switches } from '../switches';

const bodySchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      })
    )
    .optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});

export type TestBody = z.infer<typeof bodySchema>;

type Variables = Readonly<Record<string, unknown>>;

/** A running server, its clock, and one shop's client over real HTTP. */
export interface TestApi {
  readonly api: AdminApi;
  readonly world: World;
  /** Moves the clock; milliseconds. */
  readonly advance: (ms: number) => void;
  readonly now: () => number;
  readonly post: (
    query: string,
    variables?: Variables,
    headers?: Readonly<Record<string, string>>
  ) => Promise<Response>;
  /** The body of an answer of status 200. */
  readonly ask: (query: string, variables?: Variables) => Promise<TestBody>;
  /** `data` of an answer without errors, read with a schema. */
  readonly read: <T>(shape: z.ZodType<T>, query: string, variables?: Variables) => Promise<T>;
}

export interface TestOptions {
  readonly shop?: ShopKey;
  readonly world?: World;
  readonly app?: Partial<DemoApp>;
  readonly bucket?: ShopSetup['bucket'];
  readonly shopifyqlBudget?: number;
  readonly switches?: Partial<Switches>;
  readonly faults?: readonly Fault[];
  readonly version?: string;
  readonly ordersPerDay?: number;
}

/** Tuesday noon in New York. */
export const testNow = Date.parse('2026-11-17T17:00:00Z');

/** A server for one test, closed when it ends. */
export async function testApi(options: TestOptions = {}): Promise<TestApi> {
  const started = await startTestApi(options);
  onTestFinished(() => started.api.close());
  return started;
}

/** A server that the caller closes. */
export async function startTestApi(options: TestOptions = {}): Promise<TestApi> {
  let now = testNow;
  const clock = () => now;
  const world =
    options.world ??
    createWorld({ seed: 7, shop: options.shop ?? 'usd', clock, ordersPerDay: options.ordersPerDay ?? 20 });
  const api = await startAdminApi({
    shops: [
      {
        world,
        apps: [{ ...demoApp, ...options.app }],
        bucket: options.bucket ?? { maximum: 1_000_000, restoreRate: 100_000 },
        ...(options.shopifyqlBudget === undefined ? {} : { shopifyqlBudget: options.shopifyqlBudget }),
      },
    ],
    clock,
    switches: options.switches ?? {},
    faults: options.faults ?? [],
  });
  const post: TestApi['post'] = (query, variables = {}, headers = {}) =>
    fetch(`${api.url}/admin/api/${options.version ?? '2026-07'}/graphql.json`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Shopify-Access-Token': demoApp.legacyToken ?? '',
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
  const ask: TestApi['ask'] = async (query, variables) => bodySchema.parse(await (await post(query, variables)).json());
  return {
    api,
    world,
    advance: (ms) => {
      now += ms;
    },
    now: clock,
    post,
    ask,
    read: async (shape, query, variables) => {
      const body = await ask(query, variables);
      if (body.errors !== undefined) {
        throw new Error(JSON.stringify(body.errors));
      }
      return shape.parse(body.data);
    },
  };
}
