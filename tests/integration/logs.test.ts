import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startAdminApi, type AdminApi } from '../../demo/admin-api/server';
import type { Line } from '../../demo/loki/line';
import { startLoki, type DemoLoki, type LokiFault } from '../../demo/loki/server';
import { services } from '../../demo/loki/services';
import { buildWhatIsMissing, executable } from '../../demo/run/build';
import { createWorld, type Incident } from '../../demo/world';
import { PluginHost, type TestDataSource, type TestResponse } from '../support/plugin-host';
import { fewScopes } from '../support/scopes';

const real = process.env['SHOPSCOPE_LOKI_URL'] ?? '';
if (real === '') {
  console.log('SHOPSCOPE_LOKI_URL is not set: the stand-in answers instead of a real Loki.');
}

const minute = 60_000;
const million = 1_000_000n;
const started = Date.now();
/** A querier asks ingesters for the last three hours alone, and what is older has not left them yet. */
const from = Math.floor((started - 150 * minute) / (5 * minute)) * 5 * minute;
/** Lines of one run: a real Loki may have others. */
const run = `run-${process.pid}-${started}`;

const app = {
  clientId: 'demo-client-id',
  clientSecret: 'demo-client-secret',
  scopes: fewScopes,
};

interface Pushed {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: unknown[];
}

async function push(url: string, lines: readonly Line[], mark: string): Promise<void> {
  const streams = new Map<string, Pushed>();
  for (const { labels, ns, text, metadata } of lines) {
    const stream = { ...labels, run: mark };
    const known: Pushed = streams.get(JSON.stringify(stream)) ?? { stream, values: [] };
    streams.set(JSON.stringify(stream), known);
    const ids = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'detected_level'));
    known.values.push([String(ns), text, ids]);
  }
  const answer = await fetch(`${url}/loki/api/v1/push`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ streams: [...streams.values()] }),
  });
  expect([answer.status, await answer.text()]).toEqual([204, '']);
}

const column = ({ frames: [frame] }: TestResponse, name: string): unknown[] => [
  ...(frame?.fields.find((field) => field.name === name)?.values ?? []),
];
const total = (values: readonly unknown[]): number => values.reduce<number>((sum, each) => sum + Number(each ?? 0), 0);
const notices = ({ frames: [frame] }: TestResponse) => (frame?.meta?.notices ?? []).map(({ text }) => text).join('\n');
const laneOf = ({ frames: [frame] }: TestResponse) =>
  z.looseObject({ lane: z.string() }).parse(frame?.meta?.custom).lane;

describe('logs beside orders, by the compiled backend', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'shopscope-logs-'));
  const world = createWorld({ seed: 7, shop: 'usd', clock: Date.now, ordersPerDay: 2, anchor: started });
  const isError = ({ labels }: Line) => labels['level'] === 'error' || labels['level'] === 'critical';
  const written = services(world).between(BigInt(from) * million, BigInt(started) * million);
  const plain = written.findLast(isError);
  // Not every service writes JSON, and Loki refuses to count lines that a stage could not read.
  const lines = written.map((line) => (line === plain ? { ...line, text: 'Error: upstream hung up {' } : line));
  const errors = lines.filter(isError);
  const named = errors.filter(({ metadata }) =>
    ['order_id', 'order_name', 'checkout_token', 'cart_token', 'customer_id'].some((name) => metadata[name])
  );
  let api: AdminApi;
  let loki: DemoLoki;
  let host: PluginHost;
  let place = '';
  let incident: Incident | undefined;

  const source = (uid: string, endpoint: object = {}, more: object = {}): TestDataSource => ({
    uid,
    jsonData: {
      shop: world.shop.domain,
      authMethod: 'client',
      clientId: app.clientId,
      language: 'en',
      logs: {
        endpoints: [{ name: 'seoul', url: place, selector: `{service_name=~".+", run="${run}"}`, ...endpoint }],
      },
      ...more,
    },
    secrets: { clientSecret: app.clientSecret },
  });
  const kept = () => source('kept', {}, { copy: { enabled: true, budgetShare: 0.8 } });
  const bare = () => source('bare');
  const ask = async (of: TestDataSource, model: object, headers = {}): Promise<TestResponse> => {
    const answers = await host.query(of, [{ model: { version: 2, ...model }, from, to: started }], {
      headers,
      timeout: 40_000,
    });
    return answers['A'] ?? { status: 0, error: 'no answer', errorSource: '', frames: [] };
  };
  const resource = async <Schema extends z.ZodType>(of: TestDataSource, url: string, schema: Schema) =>
    schema.parse(JSON.parse((await host.resource(of, url)).body.toString('utf8')));
  const until = async <Value>(read: () => Promise<Value | undefined>, seconds: number): Promise<Value> => {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const value = await read();
      if (value !== undefined) {
        return value;
      }
      if (Date.now() > end) {
        throw new Error(`not within ${seconds} s`);
      }
      await sleep(300);
    }
  };

  /** Orders beside errors; a data source whose settings were changed a moment ago first opens its copy. */
  const impactOf = (of: TestDataSource): Promise<TestResponse> =>
    until(async () => {
      const answer = await ask(of, { queryType: 'impact', bucket: '15m' });
      expect([answer.error, laneOf(answer)]).toEqual(['', 'owned']);
      return column(answer, 'orders').some((value) => value !== null) ? answer : undefined;
    }, 20);

  beforeAll(async () => {
    await buildWhatIsMissing({ page: false, react18: false, onBuilt: () => undefined });
    api = await startAdminApi({
      shops: [{ world, apps: [app], bucket: { maximum: 1_000_000, restoreRate: 100_000 }, shopifyqlBudget: 1_000_000 }],
      switches: { bulkPace: 1 },
    });
    loki = await startLoki({ sources: { pushed: { between: () => [] } } });
    place = real === '' ? loki.urlOf('pushed') : real;
    await push(place, lines, run);
    const [one] = errors;
    if (one !== undefined) {
      await push(place, [{ ...one, metadata: { checkout_token: 'of-somebody-else' } }], `${run}-other`);
    }
    host = await PluginHost.start(executable, {
      GF_PLUGIN_SANDBOX_URL: api.shopUrl(world.shop.domain),
      GF_PLUGIN_COPY_ROOT: root,
    });
    incident = world.incidents(from, started).at(-1);
    const copy = z.looseObject({ state: z.string() });
    await until(async () => ((await resource(kept(), 'copy', copy)).state === 'current' ? true : undefined), 120);
  }, 240_000);
  afterEach(() => {
    loki.fault = undefined;
    expect(host.isAlive).toBe(true);
  });
  afterAll(async () => {
    await host.stop();
    await Promise.all([api.close(), loki.close()]);
    rmSync(root, { recursive: true, force: true });
  });

  it('has a world with an outage in it, whose lines mostly name somebody', () => {
    expect(incident).toBeDefined();
    expect(errors.length).toBeGreaterThan(60);
    expect(named.length / errors.length).toBeGreaterThan(0.4);
  });

  it('counts errors beside orders, bucket by bucket', async () => {
    const answer = await ask(kept(), { queryType: 'impact', bucket: '5m' });
    expect([answer.error, laneOf(answer)]).toEqual(['', 'owned']);
    const times = column(answer, 'time').map((time) => Number(BigInt(String(time)) / million));
    const counted = new Map(times.map((time, row) => [time, Number(column(answer, 'errors')[row] ?? 0)]));
    const fallen = new Map<number, number>();
    for (const { ns } of errors) {
      // Lines of the demo lie within the millisecond that ends at their time.
      const at = Number((ns + million - 1n) / million);
      const bucket = Math.floor(at / (5 * minute)) * 5 * minute;
      fallen.set(bucket, (fallen.get(bucket) ?? 0) + 1);
    }
    expect([...counted].filter(([, count]) => count > 0)).toEqual([...fallen].sort(([a], [b]) => a - b));
    const placed = [...world.orders.list('createdAt', { from, to: started })].filter(({ test }) => !test);
    expect(total(column(answer, 'orders'))).toBeLessThanOrEqual(placed.length);
    expect(column(answer, 'expected').some((value) => value !== null)).toBe(true);
  });

  it('tells a rule that errors are above the usual', async () => {
    const answer = await ask(kept(), { queryType: 'impact', format: 'alert' }, { FromAlert: 'true' });
    expect(answer.error).toBe('');
    expect(column(answer, 'state')).toHaveLength(1);
    expect(Number(column(answer, 'state')[0])).toBeGreaterThanOrEqual(3);
    expect(Number(column(answer, 'errors')[0])).toBeGreaterThan(30);
  });

  it.each([
    ['copy', kept],
    ['no copy', bare],
  ])('finds whom errors hit, with %s', async (_, of) => {
    const rows = await ask(of(), { queryType: 'affected', show: 'rows', limit: 5000 });
    const summary = await ask(of(), { queryType: 'affected', show: 'summary' });
    expect([rows.error, summary.error]).toEqual(['', '']);
    const logged = new Set(named.flatMap(({ metadata }) => Object.values(metadata)));
    const keys = column(rows, 'key').map(String);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !logged.has(key))).toEqual([]);
    expect(column(summary, 'lines')).toEqual([errors.length]);
    expect(column(summary, 'lines_with_key')).toEqual([named.length]);
    expect(Number(column(summary, 'match_rate')[0])).toBeCloseTo(named.length / errors.length, 6);
    const share = column(summary, 'share_of_all_checkouts')[0];
    expect(of === kept ? Number(share) > 0 : share === null).toBe(true);
  });

  it('counts codes by service', async () => {
    const codes = await ask(kept(), { queryType: 'affected', show: 'codes' });
    expect(codes.error).toBe('');
    expect(total(column(codes, 'errors'))).toBe(errors.length);
    const [first] = column(codes, 'error_code');
    expect(first).toBe(incident?.cause);
  });

  it('groups errors into patterns whose links find as many lines', async () => {
    const patterns = await ask(bare(), { queryType: 'affected', show: 'patterns' });
    expect(patterns.error).toBe('');
    const counts = column(patterns, 'errors').map(Number);
    expect(total(counts)).toBe(errors.length);
    expect(total(column(patterns, 'share'))).toBeCloseTo(1, 6);
    expect(new Set(column(patterns, 'error_code'))).toEqual(new Set(errors.map((line) => line.metadata['error_code'])));
    // Nothing of this run was written in the week before.
    expect(new Set(column(patterns, 'is_new'))).toEqual(new Set([true]));
    const found = await Promise.all(
      column(patterns, 'logs_expr').map(async (inJson) => {
        const expr = z.string().parse(JSON.parse(`"${String(inJson)}"`));
        const query = expr.replace('{', `{run="${run}", `);
        const range = { start: `${from}000000`, end: `${started + 1}000000`, limit: '5000' };
        const answer = await fetch(`${place}/loki/api/v1/query_range?${new URLSearchParams({ query, ...range })}`);
        const { data } = z
          .object({ data: z.object({ result: z.array(z.object({ values: z.array(z.unknown()) })) }) })
          .parse(await answer.json());
        return data.result.reduce((sum, { values }) => sum + values.length, 0);
      })
    );
    expect(found).toEqual(counts);
  });

  it('counts errors over time by service', async () => {
    const { error, frames } = await ask(bare(), { queryType: 'affected', show: 'services' });
    expect(error).toBe('');
    const columns = frames[0]?.fields.slice(1) ?? [];
    const own = (service: string) => errors.filter(({ labels }) => labels['service_name'] === service).length;
    expect(columns.length).toBeGreaterThan(0);
    for (const { labels, values } of columns) {
      expect(total([...values])).toBe(own(labels?.['service_name'] ?? ''));
    }
    expect(total(columns.flatMap(({ values }) => [...values]))).toBe(errors.length);
  });

  it('keeps the incident that nobody told it of', async () => {
    const schema = z.looseObject({
      incidents: z.array(z.looseObject({ startedAt: z.number(), state: z.number(), title: z.string() })),
    });
    const found = await until(
      async () =>
        (await resource(kept(), 'incidents?lang=en', schema)).incidents.find(
          ({ startedAt }) => Math.abs(startedAt - (incident?.start ?? 0)) <= 20 * minute
        ),
      75
    );
    expect(found.state).toBeGreaterThanOrEqual(3);
    expect(found.title).not.toBe('');
  }, 90_000);

  it('says what is missing where there is no copy', async () => {
    const answer = await ask(bare(), { queryType: 'impact', bucket: '5m' });
    expect(answer.error).toBe('');
    expect(total(column(answer, 'errors'))).toBe(errors.length);
    expect(new Set(column(answer, 'orders'))).toEqual(new Set([null]));
    expect(notices(answer)).toContain('Orders are missing');
  });

  it.each([
    ['stages that end the selector', { stages: '} or {run=~".+"' }],
    ['stages that end the range', { stages: `| json [5m]) or sum(count_over_time({run=~".+"}` }],
    ['stages that hide a selector in a comment', { stages: '|= `x` #\n} {run=~".+"}' }],
    ['stages that can’t be read', { stages: '| json | (' }],
  ])('refuses %s, and sends nothing of it', async (_, model) => {
    const before = loki.asked.length;
    for (const queryType of ['impact', 'affected']) {
      const answer = await ask(bare(), { queryType, ...model });
      expect(answer).toMatchObject({ status: 400, errorSource: 'plugin', frames: [] });
      expect(answer.error).toMatch(/^Query:/);
    }
    const sent = loki.asked.slice(before).map((parameters) => parameters.get('query') ?? '');
    expect(sent.filter((text) => text.includes('run=~') || !text.includes(`run="${run}"`))).toEqual([]);
  });

  it.each([
    ['a filter for other streams', { stages: `| run="${run}-other"` }],
    ['a pattern for a service', { services: ['.+|x'] }],
    ['a service that ends the string', { services: ['x"} or {run=~".+"} #'] }],
    ['a filter on labels', { filters: [{ key: 'service_name', operator: '=', value: 'x"} or {run=~".+"} #' }] }],
  ])('reaches no line of others by %s', async (_, model) => {
    const answer = await ask(bare(), { queryType: 'affected', show: 'summary', ...model });
    expect([answer.error, column(answer, 'lines')]).toEqual(['', [0]]);
  });

  it.each(['{}', '{run=~".*"}', '{run="a"} or {run="b"}', '{run="a"', 'sum(rate({run="a"}[5m]))'])(
    'takes no %s for an admin’s selector',
    async (selector) => {
      const answer = await ask(source(`selector ${selector}`, { selector }), { queryType: 'affected' });
      expect(column(answer, 'key')).toEqual([]);
      expect(`${answer.error} ${notices(answer)}`).toContain('the selector of this Loki');
    }
  );

  it.each(['http://169.254.169.254', 'http://[fd00:ec2::254]:3100', 'http://224.0.0.1:3100'])(
    'sends nothing to %s',
    async (url) => {
      const answer = await ask(source(`address ${url}`, { url }), { queryType: 'affected' });
      expect(`${answer.error} ${notices(answer)}`).toContain('nothing was sent');
    }
  );

  it('keeps orders and names the place where Loki is down', async () => {
    const gone = await startLoki({ sources: {} });
    const url = gone.urlOf('pushed');
    await gone.close();
    const whole = await impactOf(kept());
    const answer = await impactOf({ ...source('kept', { url }, { copy: { enabled: true } }), updated: 2 });
    expect(column(answer, 'orders')).toEqual(column(whole, 'orders'));
    expect(new Set(column(answer, 'errors'))).toEqual(new Set([null]));
    expect(notices(answer)).toContain('Logs of seoul are missing');
  });

  describe.skipIf(real !== '')('where the stand-in fails', () => {
    const text = (status: number, told: string): LokiFault => ({ kind: 'text', status, text: told });
    it.each<readonly [string, LokiFault, string]>([
      ['401', text(401, 'Unauthorized'), 'refused the credentials'],
      ['401 for want of a tenant', text(401, 'no org id'), 'wants to know the tenant'],
      ['429', text(429, 'too many outstanding requests'), 'refuses more queries'],
      ['500', text(500, 'context canceled: ingester gone'), 'failed with status 500'],
      ['HTML', { kind: 'html' }, 'something that is not Loki'],
      ['a body that breaks off', { kind: 'truncated' }, 'broke off'],
    ])('keeps orders and says why: %s', async (name, fault, told) => {
      await impactOf(kept());
      loki.fault = fault;
      // Other services, so that nothing kept from before answers.
      const answer = await ask(kept(), { queryType: 'impact', bucket: '5m', services: [`any of ${name}`] });
      expect(answer.error).toBe('');
      expect(column(answer, 'orders').some((value) => value !== null)).toBe(true);
      expect(new Set(column(answer, 'errors'))).toEqual(new Set([null]));
      expect(notices(answer)).toContain(told);
    });

    it('waits for a slow one, and ends with its caller', async () => {
      loki.fault = { kind: 'slow', milliseconds: 700 };
      const slow = await ask(bare(), { queryType: 'affected', show: 'summary' });
      expect(column(slow, 'lines')).toEqual([errors.length]);
      loki.fault = { kind: 'silent' };
      const begun = performance.now();
      await expect(
        host.query(bare(), [{ model: { version: 2, queryType: 'affected' }, from, to: started }], { timeout: 1_500 })
      ).rejects.toThrow('DEADLINE_EXCEEDED');
      expect(performance.now() - begun).toBeLessThan(4_000);
    });

    it('reads no other tenant’s lines', async () => {
      const shared = await startLoki({ sources: { pushed: services(world) }, tenant: 'shop-a' });
      const url = shared.urlOf('pushed');
      const of = (tenant: string) => source(`tenant ${tenant}`, { url, tenant, selector: '{service_name=~".+"}' });
      const right = await ask(of('shop-a'), { queryType: 'affected', show: 'summary' });
      const wrong = await ask(of('shop-b'), { queryType: 'affected', show: 'summary' });
      await shared.close();
      expect(column(right, 'lines')).toEqual([errors.length]);
      expect(column(wrong, 'lines')).toEqual([0]);
      expect(notices(wrong)).toContain('Logs of seoul are missing');
    });
  });

  it('answers from the copy while Shopify is down', async () => {
    await api.close();
    const impact = await impactOf(kept());
    expect(total(column(impact, 'errors'))).toBe(errors.length);
    const rows = await ask(kept(), { queryType: 'affected', show: 'rows' });
    expect([rows.error, column(rows, 'key').length > 0]).toEqual(['', true]);
  });
});
