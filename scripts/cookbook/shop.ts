/** The real backend over a demo shop whose clock stands still, with a whole copy and the lines of its services. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { startAdminApi } from '../../demo/admin-api/server';
import { startLoki } from '../../demo/loki/server';
import { services } from '../../demo/loki/services';
import { errorWords } from '../../demo/run/error-words';
import { createWorld } from '../../demo/world';
import { copyReaderPool, sqlReaderPool } from '../../src/backend/copy';
import type { CallContext, Frame, Logger, PluginContext } from '../../src/backend/grafana';
import { createInstances } from '../../src/backend/instances';
import { RolePool } from '../../src/backend/roles';
import { systemTiming } from '../../src/backend/roles/timing';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Wednesday, 2026-11-18, 19:40 in New York: an outage that the demo draws is going on. */
export const stoppedAt = Date.UTC(2026, 10, 19, 0, 40);
const secret = 'made-up-secret';
const patience = 150_000;

export interface CookbookShop {
  /** Frames of a query as a panel with this range, ending now, would have sent it. Throws as the backend does. */
  ask(model: Readonly<Record<string, unknown>>, days: number): Promise<readonly Frame[]>;
  close(): Promise<void>;
}

const quiet: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => quiet,
};

const told = z.looseObject({
  state: z.string(),
  entities: z.array(z.looseObject({ freshAt: z.number().optional() })).default([]),
});

/**
 * The shop's time moves in steps, so that every run finds the same records. The backend's goes on from each step, as its
 * waits are told by it, and stands still at the end.
 */
class SteppingClock {
  /** Where the shop stands. */
  step = stoppedAt - 3 * day;
  #since = Date.now();
  #goes = true;

  /** Epoch milliseconds of the backend. */
  now = (): number => this.step + (this.#goes ? Date.now() - this.#since : 0);

  goTo(step: number): void {
    this.step = step;
    this.#since = Date.now();
  }

  stop(): void {
    this.#goes = false;
  }
}

/** Starts everything and waits until the copy is whole. */
export async function startCookbookShop(ordersPerDay: number): Promise<CookbookShop> {
  const root = mkdtempSync(path.join(tmpdir(), 'shopscope-cookbook-'));
  const clock = new SteppingClock();
  const shopClock = () => clock.step;
  const world = createWorld({ seed: 7, shop: 'usd', clock: shopClock, ordersPerDay, anchor: stoppedAt });
  const app = { clientId: 'made-up', clientSecret: secret, legacyToken: secret };
  const bucket = { maximum: 1_000_000, restoreRate: 100_000 };
  const api = await startAdminApi({
    shops: [{ world, apps: [app], bucket, shopifyqlBudget: 1_000_000 }],
    clock: clock.now,
    switches: { bulkPace: 1 },
  });
  const loki = await startLoki({ sources: { shop: services(world) }, clock: shopClock });
  const command = { program: process.execPath, arguments: [path.resolve('src/backend/main.ts')] };
  // Deadlines are told by the backend's clock, which is not the wall's.
  const pooled = { command, log: () => undefined, timing: { ...systemTiming, now: () => clock.now() } };
  const readers = new RolePool('copy-reader', undefined, { ...copyReaderPool, ...pooled });
  const sqlReaders = new RolePool('sql-reader', undefined, { ...sqlReaderPool, ...pooled });
  const make = createInstances(
    { GF_PLUGIN_SANDBOX_URL: api.shopUrl(world.shop.domain), GF_PLUGIN_COPY_ROOT: root },
    { clock, timers: { after: (milliseconds, run) => systemTiming.after(milliseconds, run) } },
    {
      command,
      speed: 60,
      readers,
      sqlReaders,
    }
  );
  const plugin: PluginContext = {
    orgId: 1,
    pluginId: 'shopscope-shopify-datasource',
    pluginVersion: '0.0.0-docs',
    userAgent: '',
    namespace: '',
    config: {},
    user: { login: 'analyst', name: 'Analyst', email: 'analyst@example.com', role: 'Editor' },
    dataSource: {
      id: 1,
      uid: 'my-shop',
      name: 'My shop',
      url: '',
      user: '',
      database: '',
      basicAuthEnabled: false,
      basicAuthUser: '',
      jsonData: {
        shop: world.shop.domain,
        authMethod: 'token',
        copy: { enabled: true, budgetShare: 0.8 },
        logs: { endpoints: [{ name: 'demo', url: loki.urlOf('shop') }] },
        impact: { errorWords },
      },
      secrets: { accessToken: secret },
      updated: 1,
      apiVersion: '',
    },
  };
  const instance = make(plugin, quiet);
  const call = (): CallContext => ({
    plugin,
    headers: new Map(),
    signal: new AbortController().signal,
    deadline: Math.max(clock.now(), Date.now()) + minute,
    log: quiet,
  });

  async function copy(): Promise<z.infer<typeof told>> {
    const part = await instance.callResource?.(call(), {
      path: 'copy',
      method: 'GET',
      url: 'copy',
      headers: new Map(),
      body: new Uint8Array(0),
    });
    if (part === undefined || Symbol.asyncIterator in part) {
      throw new Error('The copy tells nothing of itself');
    }
    const text = Buffer.from(part.body ?? '').toString('utf8');
    const said = told.safeParse(JSON.parse(text));
    if (!said.success) {
      throw new Error(text);
    }
    return said.data;
  }

  /** Waits until every entity was found up to date with where the shop stands. */
  async function followed(): Promise<void> {
    const startedAt = Date.now();
    for (;;) {
      const { state, entities } = await copy();
      if (state === 'current' && entities.every(({ freshAt = 0 }) => freshAt >= clock.step)) {
        return;
      }
      if (Date.now() - startedAt > patience) {
        throw new Error(`After ${patience / 1000} s the copy is ${state}: ${JSON.stringify(entities)}`);
      }
      await sleep(200);
    }
  }

  async function close(): Promise<void> {
    await instance.dispose?.();
    await make.close();
    await Promise.all([readers.close(), sqlReaders.close()]);
    await Promise.all([api.close(), loki.close()]);
    rmSync(root, { recursive: true, force: true });
  }

  try {
    await followed();
    clock.goTo(stoppedAt);
    await followed();
    clock.stop();
  } catch (error) {
    await close();
    throw error;
  }

  return {
    ask: async (model, days) => {
      const range = { from: stoppedAt - days * day, to: stoppedAt };
      const query = { refId: 'A', queryType: '', maxDataPoints: 1000, intervalMs: minute, range };
      return (await instance.query?.(call(), { ...query, model: { refId: 'A', version: 2, ...model } })) ?? [];
    },
    close,
  };
}
