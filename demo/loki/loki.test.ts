import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWorld } from '../world';
import { services } from './services';
import { startLoki, type DemoLoki } from './server';

const recorded = path.resolve(import.meta.dirname, '../../../shared/fixtures/loki');
const hour = 3_600_000;
const minute = 60_000;
const now = Date.parse('2026-11-17T17:00:00Z');
const errors = '{service_name=~".+"} | level=~"error|critical"';

const bodySchema = z.object({
  status: z.string(),
  data: z.object({
    resultType: z.string(),
    encodingFlags: z.array(z.string()).optional(),
    result: z.array(z.looseObject({ values: z.array(z.array(z.unknown())).optional() })),
  }),
});

describe("the stand-in for Loki's API", () => {
  let loki: DemoLoki;
  const world = createWorld({ seed: 7, shop: 'usd', clock: () => now, ordersPerDay: 40, anchor: now });
  beforeAll(async () => {
    loki = await startLoki({ sources: { usd: services(world) }, clock: () => now });
  });
  afterAll(() => loki.close());

  const post = (route: string, parameters: Readonly<Record<string, string>>, categorized = true) =>
    fetch(`${loki.urlOf('usd')}/loki/api/v1${route}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
      headers: categorized ? { 'x-loki-response-encoding-flags': 'categorize-labels' } : {},
    });
  const range = (query: string, more: Readonly<Record<string, string>> = {}) =>
    post('/query_range', { query, start: `${now - 24 * hour}000000`, end: `${now}000000`, ...more });
  const read = async (response: Promise<Response>) => {
    const answer = await response;
    expect(answer.status).toBe(200);
    return bodySchema.parse(await answer.json()).data;
  };

  it('has the error lines of the world, newest first, ids beside them', async () => {
    const { result, encodingFlags, resultType } = await read(range(errors, { limit: '5000' }));
    const lines = result.flatMap(({ values }) => values ?? []);
    expect({ resultType, encodingFlags }).toEqual({ resultType: 'streams', encodingFlags: ['categorize-labels'] });
    const told = world.errorLogs(now - 24 * hour, now).filter(({ level }) => level !== 'warn');
    expect(told.length).toBeGreaterThan(10);
    expect(lines).toHaveLength(told.length);
    const tokens = new Set(JSON.stringify(lines).match(/"checkout_token":"[^"]+"/g)).size;
    expect(tokens).toBe(new Set(told.flatMap(({ checkoutToken }) => checkoutToken ?? [])).size);
  });

  it('has a deployment shortly before each incident, and others that nothing follows', async () => {
    const { result } = await read(
      range('{service_name="deployments"}', { limit: '5000', start: `${now - 28 * 24 * hour}000000` })
    );
    const times = result.flatMap(({ values }) => values ?? []).map(([ns]) => Number(String(ns).slice(0, -6)));
    const incidents = world.incidents(now - 28 * 24 * hour, now);
    expect(incidents.length).toBeGreaterThan(5);
    for (const { start } of incidents) {
      expect(times.some((at) => at < start && at >= start - 5 * minute)).toBe(true);
    }
    expect(times.length).toBeGreaterThan(incidents.length + 15);
  });

  it('counts (T − step, T] at its right edge, on multiples of the step, and has no empty bucket', async () => {
    const { result } = await read(
      range(`sum by (service_name) (count_over_time(${errors} [5m]))`, {
        step: '300',
        start: String(now / 1000 - 7201),
      })
    );
    const told = world.errorLogs(now - 3 * hour, now).filter(({ level }) => level !== 'warn');
    const counted = new Map<string, number>();
    for (const { values } of result) {
      for (const [at, count] of values ?? []) {
        expect(Number(at) % 300).toBe(0);
        expect(Number(count)).toBeGreaterThan(0);
        counted.set(String(at), (counted.get(String(at)) ?? 0) + Number(count));
      }
    }
    for (const [at, count] of counted) {
      const [from, to] = [Number(at) * 1000 - 5 * minute, Number(at) * 1000];
      expect(told.filter((line) => line.at > from && line.at <= to)).toHaveLength(count);
    }
    expect(counted.size).toBeGreaterThan(0);
  });

  it('joins, parses, ranks, compares and fills as LogQL says', async () => {
    const rows = async (query: string) => (await read(range(query, { step: '3600' }))).result;
    const total = `sum(count_over_time(${errors} [1h]))`;
    expect(await rows(`${total} or vector(0)`)).toHaveLength(1);
    expect((await rows(`${total} or vector(0)`))[0]?.values).toHaveLength(25);
    const [half] = await rows(`${total} / 2`);
    const [whole] = await rows(total);
    expect(half?.values?.map(([, value]) => Number(value) * 2)).toEqual(
      whole?.values?.map(([, value]) => Number(value))
    );
    const codes = await rows(`sum by (error_code) (count_over_time(${errors} | json error_code="error.code" [1h]))`);
    expect(codes.length).toBeGreaterThan(1);
    expect((await rows(`topk(1, sum by (error_code) (count_over_time(${errors} [24h])))`)).length).toBeGreaterThan(0);
    expect(await rows('absent_over_time({service_name="nobody"}[1h])')).toHaveLength(1);
    expect(await rows(`sum(count_over_time(${errors} |= "never said" [1h]))`)).toEqual([]);
  });

  it.each([
    ['error.parse.txt', '{service_name="a"', {}],
    ['error.empty_matcher.txt', '{service_name=~".*"}', {}],
    ['error.max_entries.txt', '{a="b"}', { limit: '6000' }],
    ['error.max_points.txt', 'sum(count_over_time({a="b"}[1s]))', { step: '1' }],
    ['error.query_length.txt', '{a="b"}', { start: String(now / 1000 - 40 * 86_400) }],
  ])('refuses as recorded: %s', async (file, query, more) => {
    const answer = await range(query, more);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = (await answer.text()).trim();
    const told = existsSync(recorded) ? readFileSync(path.join(recorded, file), 'utf8').trim() : undefined;
    const plain = (each: string) => each.replace(/col \d+|, expecting.*|unexpected [^\s,]+|limit > .*/g, '');
    expect(plain(text)).toBe(plain(told ?? text));
  });

  it('refuses a log query at one instant, too many series, and LogQL that it does not know', async () => {
    const instant = await post('/query', { query: errors });
    expect([instant.status, await instant.text()]).toEqual([
      400,
      expect.stringContaining('not supported as an instant'),
    ]);
    const many = await range('count_over_time({service_name=~".+"}[1h])', {
      step: '3600',
      start: `${now - 29 * 24 * hour}000000`,
    });
    expect([many.status, await many.text()]).toEqual([400, expect.stringContaining('maximum number of series (500)')]);
    const unknown = await range('{service_name=~".+"} | unpack');
    expect([unknown.status, await unknown.text()]).toEqual([400, expect.stringContaining('does not know')]);
  });

  it('takes lines, and tells labels, values and streams', async () => {
    const values = [[`${now - minute}000000`, 'pushed', { order_id: '12' }]];
    const push = await fetch(`${loki.urlOf('usd')}/loki/api/v1/push`, {
      method: 'POST',
      body: JSON.stringify({ streams: [{ stream: { service_name: 'pushed' }, values }] }),
    });
    expect(push.status).toBe(204);
    const { result } = await read(range('{service_name="pushed"} | order_id="12"'));
    expect(result[0]?.values?.[0]).toEqual([
      `${now - minute}000000`,
      'pushed',
      { structuredMetadata: { order_id: '12' } },
    ]);
    const listed = async (route: string) =>
      z.object({ data: z.array(z.unknown()) }).parse(await (await post(route, {})).json());
    expect((await listed('/labels')).data).toContain('service_name');
    expect((await listed('/label/service_name/values')).data).toContain('pushed');
  });

  it('fails as it is told', async () => {
    loki.fault = { kind: 'text', status: 429, text: 'too many outstanding requests' };
    expect((await range(errors)).status).toBe(429);
    loki.fault = { kind: 'html' };
    expect((await range(errors)).headers.get('content-type')).toBe('text/html');
    loki.fault = undefined;
    expect((await range(errors)).status).toBe(200);
  });

  it('answers a week of five-minute buckets soon, once its days are made', async () => {
    const query = `sum by (service_name) (count_over_time(${errors} [5m]))`;
    const week = { step: '300', start: `${now - 168 * hour}000000` };
    await range(query, week);
    const began = performance.now();
    await read(range(query, week));
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
