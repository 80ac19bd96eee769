import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DataSources } from '../../demo/host/data-sources';
import { readPluginJson } from '../../demo/host/frontend-settings';
import { startPlugin, type PluginProcess } from '../../demo/host/plugin-process';
import { startHost, type Host } from '../../demo/host/server';
import { buildWhatIsMissing, executable, root } from '../../demo/run/build';
import { startDemoShops, type DemoShops } from '../../demo/run/demo-shops';
import { dashboardFiles, queriesOf } from '../support/dashboard-queries';

let shops: DemoShops;
let plugin: PluginProcess;
let host: Host;
const log: string[] = [];

beforeAll(async () => {
  await buildWhatIsMissing({ page: false, react18: false, onBuilt: () => undefined });
  shops = await startDemoShops();
  plugin = await startPlugin({
    executable,
    env: shops.env,
    onLog: (line) => log.push(line),
    onExit: () => log.push('ended'),
  });
  host = await startHost({
    client: plugin.client,
    dataSources: new DataSources(shops.sources),
    logs: shops.logs,
    plugin: readPluginJson(path.join(root, 'src', 'datasource')),
    dashboards: path.join(root, 'src', 'dashboards'),
    mounts: [],
    page: path.join(root, 'demo', 'preview'),
    port: 0,
  });
}, 180_000);

afterAll(async () => {
  await host.stop();
  await plugin.stop();
  await shops.stop();
});

const json = { 'content-type': 'application/json' };

function ask(queries: readonly object[]): Promise<Response> {
  const now = Date.now();
  const body = JSON.stringify({ from: String(now - 86_400_000), to: String(now), queries });
  return fetch(`${host.address}/api/ds/query`, { method: 'POST', headers: json, body });
}

const bad = { refId: 'A', datasource: { uid: 'usd' }, queryType: 'graphql', document: '{ nonsense }' };
const good = { refId: 'B', datasource: { uid: 'usd' }, queryType: 'status' };

describe('the preview’s host', () => {
  it('answers queries of both stores in one call', async () => {
    const answer = await ask([good, { ...good, refId: 'C', datasource: { uid: 'krw' } }]);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('Harbor & Pine');
    expect(text).toContain('Dalbit Store');
  });

  it('answers a bad query with its own status, and beside a good one with 400 and both answers', async () => {
    expect((await ask([bad])).status).toBe(400);
    const both = await ask([bad, good]);
    expect(both.status).toBe(400);
    const outcomes = z.object({
      results: z.object({ A: z.object({ error: z.string() }), B: z.object({ status: z.number() }) }),
    });
    const { results } = outcomes.parse(await both.json());
    expect(results.A.error).toContain('nonsense');
    expect(results.B.status).toBe(200);
  });

  it.each([
    ['an unknown data source', { ...good, datasource: { uid: 'none' } }, 404],
    ['a query without refId', { ...good, refId: '' }, 400],
  ])('refuses %s', async (_, query, status) => {
    const answer = await ask([query]);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toHaveProperty('message');
  });

  it('reads no body that a foreign page could have sent', async () => {
    const answer = await fetch(`${host.address}/api/ds/query`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(415);
    const { port } = new URL(host.address);
    const foreign = await new Promise<number | undefined>((resolve, reject) => {
      request(
        { host: '127.0.0.1', port, path: '/api/datasources', headers: { host: 'evil.example.com' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        }
      )
        .once('error', reject)
        .end();
    });
    expect(foreign).toBe(403);
  });

  it('tells nobody a secret, and uses the one that is set', async () => {
    const address = `${host.address}/api/datasources/uid/krw`;
    const before = await (await fetch(address)).text();
    expect(before).not.toContain('demo-client-secret');
    const { jsonData, name } = z.object({ jsonData: z.unknown(), name: z.string() }).parse(JSON.parse(before));
    const put = (secureJsonData: object) =>
      fetch(address, { method: 'PUT', headers: json, body: JSON.stringify({ name, jsonData, secureJsonData }) });
    expect((await fetch(`${address}/health`)).status).toBe(200);
    expect((await put({ clientSecret: 'wrong' })).status).toBe(200);
    expect((await fetch(`${address}/health`)).status).toBe(400);
    await put({ clientSecret: 'demo-client-secret' });
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });

  it('passes resources through, what they refuse included', async () => {
    const facts = await fetch(`${host.address}/api/datasources/uid/usd/resources/facts`);
    expect(await facts.json()).toMatchObject({ timezone: 'America/New_York', currency: 'USD' });
    expect((await fetch(`${host.address}/api/datasources/uid/usd/resources/nothing`)).status).toBe(404);
  });
});

const cost = z.object({ requested: z.number() }).optional();
const spent = z.object({
  schema: z.object({ meta: z.object({ custom: z.object({ cost, shopifyqlCost: cost }) }) }),
});
const costs = z.object({
  results: z.record(z.string(), z.object({ error: z.string().optional(), frames: z.array(spent).optional() })),
});

const found = z.object({
  results: z.record(z.string(), z.object({ status: z.number(), error: z.string().optional() })),
});

describe.each(dashboardFiles)('%s', (name) => {
  const { store, loki } = queriesOf(name);

  it.runIf(loki.length > 0)('is understood by Loki', async () => {
    const asking = loki.map((each, index) => ({ ...each, refId: `Q${index}`, datasource: { uid: 'loki-usd' } }));
    const { results } = found.parse(await (await ask(asking)).json());
    expect(Object.values(results)).toEqual(asking.map(() => ({ status: 200 })));
  });

  /** A Standard plan's bucket holds 2,000 points and refills 100 a second; reports have 1,000 points a minute. */
  it.runIf(store.length > 0)(
    'costs a fifth of the lowest plan’s budget at most, however often it is refreshed',
    async () => {
      const queries = store.map((each, index) => ({ ...each, refId: `Q${index}`, datasource: { uid: 'usd' } }));
      const answer = await ask(queries);
      const results = Object.values(costs.parse(await answer.json()).results);
      const unanswered = results.flatMap(({ error }) => (error === undefined ? [] : [error]));
      // These shops keep no copy: what only a copy has is told so, and nothing else may be missing.
      expect(unanswered.filter((error) => !/no copy of this store|사본이 없습니다/.test(error))).toEqual([]);
      expect(answer.status).toBe(unanswered.length === 0 ? 200 : 400);
      const frames = results.flatMap((result) => result.frames ?? []);
      expect(frames.length + unanswered.length).toBe(queries.length);
      const sum = (values: ReadonlyArray<number | undefined>) =>
        values.reduce<number>((all, value) => all + (value ?? 0), 0);
      const points = sum(frames.map(({ schema }) => schema.meta.custom.cost?.requested));
      const reports = sum(frames.map(({ schema }) => schema.meta.custom.shopifyqlCost?.requested));
      // Error codes are told by the logs alone, and how data stand by the copy.
      expect(points + reports > 0).toBe(!/^(error-logs|data-health)/.test(name));
      expect(points).toBeLessThanOrEqual(400);
      expect(reports).toBeLessThanOrEqual(200);
    }
  );
});
