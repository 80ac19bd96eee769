import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { askBackend, type QueryResult } from '../../demo/host/ask';
import { DataSources } from '../../demo/host/data-sources';
import { getResource } from '../../demo/host/get-resource';
import { pluginContext } from '../../demo/host/plugin-context';
import { startPlugin, type PluginProcess } from '../../demo/host/plugin-process';
import { buildWhatIsMissing, executable } from '../../demo/run/build';
import { startDemoShops, type DemoShops } from '../../demo/run/demo-shops';
import { dashboardFiles, queriesOf } from '../support/dashboard-queries';

const stops: Array<() => Promise<void>> = [];
const signal = () => AbortSignal.timeout(30_000);

interface Running {
  readonly shops: DemoShops;
  readonly sources: DataSources;
  plugin: PluginProcess;
  restart(): Promise<void>;
}

async function started(root: string, { ordersPerDay = 1, copy = true, clock = Date.now } = {}): Promise<Running> {
  const shops = await startDemoShops({ ordersPerDay, copy, clock });
  const start = () =>
    startPlugin({
      executable,
      env: { ...shops.env, GF_PLUGIN_COPY_ROOT: root },
      onLog: () => undefined,
      onExit: () => undefined,
    });
  const running: Running = {
    shops,
    sources: new DataSources(shops.sources),
    plugin: await start(),
    async restart() {
      running.plugin = await start();
    },
  };
  stops.push(
    () => running.plugin.stop(),
    () => shops.stop()
  );
  return running;
}

function contextOf({ sources }: Running) {
  const source = sources.byUid('usd');
  if (source === undefined) {
    throw new Error('There is no demo shop');
  }
  return pluginContext(source, '');
}

const answered = z.object({
  state: z.string(),
  reason: z.string().optional(),
  entities: z.array(z.object({ name: z.string(), rows: z.number() })).default([]),
});

const copyOf = async (running: Running) =>
  answered.parse(await getResource(running.plugin.client, contextOf(running), 'copy', signal()));

async function until(running: Running, wanted: (copy: z.infer<typeof answered>) => boolean, seconds: number) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const copy = await copyOf(running);
    if (wanted(copy)) {
      return copy;
    }
    if (Date.now() > end) {
      throw new Error(`After ${seconds} s: ${JSON.stringify(copy)}`);
    }
    await sleep(300);
  }
}

async function ask(running: Running, model: Readonly<Record<string, unknown>>, headers = {}): Promise<QueryResult> {
  const now = Date.now();
  const answers = await askBackend(running.plugin.client, {
    pluginContext: contextOf(running),
    headers,
    queries: [
      {
        refId: 'A',
        queryType: '',
        maxDataPoints: 500,
        intervalMS: 60_000,
        timeRange: { fromEpochMS: now - 40 * 86_400_000, toEpochMS: now },
        json: Buffer.from(JSON.stringify({ version: 2, refId: 'A', ...model })),
      },
    ],
    signal: signal(),
  });
  const answer = answers['A'];
  if (answer === undefined || answer.error !== undefined) {
    throw new Error(answer?.error ?? 'no answer');
  }
  return answer;
}

function cells(result: QueryResult, name: string): readonly unknown[] {
  const frame = result.frames?.[0];
  const index = frame?.schema.fields.findIndex((field) => field.name === name) ?? -1;
  return frame?.data.values[index] ?? [];
}

const laneOf = (result: QueryResult) =>
  z.looseObject({ custom: z.looseObject({ lane: z.string() }) }).parse(result.frames?.[0]?.schema.meta).custom.lane;

const sales = { queryType: 'metrics', metrics: ['net_sales', 'orders', 'discounts'], period: 'last_90_days' };

async function expectBothLanesEqual(running: Running) {
  const [owned, live] = [
    await ask(running, { ...sales, lane: 'owned' }),
    await ask(running, { ...sales, lane: 'live' }),
  ];
  expect([laneOf(owned), laneOf(live)]).toEqual(['owned', 'live']);
  expect(cells(owned, 'orders')[0]).toBeGreaterThan(0);
  for (const name of sales.metrics) {
    expect(cells(owned, name)[0], name).toBeCloseTo(Number(cells(live, name)[0]), 2);
  }
}

const ruleModels = z
  .object({
    groups: z.array(
      z.object({
        rules: z.array(z.object({ uid: z.string(), data: z.array(z.object({ model: z.looseObject({}) })) })),
      })
    ),
  })
  .parse(parse(readFileSync('provisioning/alerting/shopscope.yaml', 'utf8')))
  .groups.flatMap(({ rules }) => rules);

const spending = z.object({
  custom: z.looseObject({ cost: z.undefined().optional(), shopifyqlCost: z.undefined().optional() }),
});

const ofLogs = new Set(['codes', 'patterns', 'services']);
const ofVisits = /^(sessions|cart_rate$|checkout_rate$|conversion_rate$)/;
const asksVisits = z.looseObject({ metrics: z.array(z.string().regex(ofVisits)) });

/** Every panel of every bundled dashboard is answered by the copy, and costs nothing at Shopify, but for visits: no copy has those. */
async function expectDashboardsAreFree(running: Running) {
  for (const name of dashboardFiles) {
    for (const target of queriesOf(name).store) {
      const answer = await ask(running, target);
      if (asksVisits.safeParse(target).success) {
        expect(laneOf(answer), name).toBe('live');
        continue;
      }
      expect(spending.safeParse(answer.frames?.[0]?.schema.meta).success, name).toBe(true);
      // Status is of now; these others are of the logs alone.
      const isLive = target.queryType === 'status' || ofLogs.has(String(target['show']));
      expect(laneOf(answer), name).toBe(isLive ? 'live' : 'owned');
    }
  }
}

describe('the copy, by the compiled backend', () => {
  let root: string;
  beforeAll(() => buildWhatIsMissing({ page: false, react18: false, onBuilt: () => undefined }), 180_000);
  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
    rmSync(root, { recursive: true, force: true });
  });
  const place = () => (root = mkdtempSync(path.join(tmpdir(), 'shopscope-copy-')));

  it('is filled, answers as Shopify does, answers SQL and its alert rules', async () => {
    const running = await started(place());
    const copy = await until(running, ({ state }) => state === 'current', 120);
    const orders = copy.entities.find(({ name }) => name === 'orders')?.rows ?? 0;
    expect(orders).toBeGreaterThan(500);
    await expectBothLanesEqual(running);
    await expectDashboardsAreFree(running);

    const counted = await ask(running, { queryType: 'sql', sql: 'SELECT COUNT(*) AS n FROM orders' });
    expect(cells(counted, 'n')).toEqual([orders]);

    const alert = { FromAlert: 'true' };
    for (const { uid, data } of ruleModels) {
      const answer = await ask(running, { ...data[0]?.model }, alert);
      expect(answer.frames?.length, uid).toBe(1);
    }
    const beat = await ask(running, { queryType: 'status', part: 'sync' }, alert);
    expect(cells(beat, 'sync_on')).toEqual([1]);
    const page = z.object({ heartbeat: z.object({ missing: z.boolean() }) });
    const shown = page.parse(await getResource(running.plugin.client, contextOf(running), 'copy', signal()));
    expect(shown.heartbeat.missing).toBe(false);
  }, 180_000);

  it('has a new order within 15 s of when it can be read', async () => {
    let ahead = 0;
    const running = await started(place(), { ordersPerDay: 4, clock: () => Date.now() + ahead });
    await until(running, ({ state }) => state === 'current', 150);
    const count = async () =>
      Number(cells(await ask(running, { queryType: 'sql', sql: 'SELECT COUNT(*) AS n FROM orders' }), 'n')[0]);
    const before = await count();
    // A day of the shop goes by at once: its orders can be read from now on.
    ahead = 86_400_000;
    const since = performance.now();
    while ((await count()) === before && performance.now() - since < 60_000) {
      await sleep(250);
    }
    expect(await count()).toBeGreaterThan(before);
    expect(performance.now() - since).toBeLessThan(15_000);
  }, 240_000);

  it('is whole and right after its process was killed in the middle of the backfill', async () => {
    const running = await started(place(), { ordersPerDay: 2 });
    const copy = await until(
      running,
      ({ entities }) => entities.some(({ name, rows }) => name === 'orders' && rows > 0),
      90
    );
    expect(copy.state).toBe('backfill');
    const { pid } = running.plugin;
    if (pid === undefined) {
      throw new Error('The backend has no process');
    }
    process.kill(pid, 'SIGKILL');
    await running.restart();
    await until(running, ({ state }) => state === 'current', 150);
    await expectBothLanesEqual(running);
  }, 300_000);

  it('is not there where it is switched off, and Shopify answers', async () => {
    const running = await started(place(), { copy: false });
    expect((await copyOf(running)).state).toBe('off');
    const answer = await ask(running, { ...sales, lane: 'auto' });
    expect(laneOf(answer)).toBe('live');
    expect(cells(answer, 'orders')[0]).toBeGreaterThan(0);
    expect(readdirSync(root)).toEqual([]);
  }, 60_000);

  it('says what is wrong with a root that is no directory, and Shopify answers', async () => {
    const file = path.join(place(), 'file');
    writeFileSync(file, '');
    const running = await started(file);
    const copy = await copyOf(running);
    expect(copy.state).toBe('off');
    expect(copy.reason).toContain(file);
    expect(laneOf(await ask(running, { ...sales, lane: 'auto' }))).toBe('live');
    expect(existsSync(file)).toBe(true);
  }, 60_000);
});
