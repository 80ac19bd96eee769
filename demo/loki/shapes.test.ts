import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Line, LineSource } from './line';
import { startLoki, type DemoLoki, type LokiOptions } from './server';

const recorded = path.resolve(import.meta.dirname, '../../../shared/fixtures/loki');
const minute = 60_000;
const now = Date.parse('2026-11-22T20:00:00Z');
const start = now - 60 * minute;

const labels = { environment: 'production', level: 'error', region: 'ap-northeast-2', service_name: 'checkout-api' };
const lineAt = (at: number, index: number): Line => ({
  ns: BigInt(at) * 1_000_000n,
  labels,
  metadata: { checkout_token: `c1-${index}`, detected_level: 'error', order_id: `500000000000${index}` },
  text: JSON.stringify({ msg: 'payment failed', error: { code: 'PSP_TIMEOUT' }, duration_ms: 10_000 + index }),
});
const lines = [0, 1, 2, 3].map((index) => lineAt(start + (5 + index * 10) * minute, index));
const source: LineSource = { between: (from, to) => lines.filter(({ ns }) => ns > from && ns <= to) };
const width = Buffer.byteLength(lines[0]?.text ?? '');

const object = z.record(z.string(), z.unknown());

/** Kinds of all values by place, whatever the count of a list's entries; keys that only a few have are left out. */
function shapeOf(value: unknown, place = ''): readonly string[] {
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    return [...new Set(entries.flatMap((each) => shapeOf(each, `${place}[]`)))];
  }
  const inner = object.safeParse(value).data;
  if (inner === undefined) {
    return [`${place}: ${value === null ? 'null' : typeof value}`];
  }
  return Object.entries(inner)
    .filter(([key]) => key !== 'stats' && key !== 'jsonPath')
    .flatMap(([key, each]) =>
      ['metric', 'stream', 'parsed', 'structuredMetadata'].includes(key)
        ? [`${place}.${key}: labels`]
        : shapeOf(each, `${place}.${key}`)
    );
}

describe('bodies of the stand-in for Loki', () => {
  let loki: DemoLoki | undefined;
  afterEach(async () => {
    await loki?.close();
    loki = undefined;
  });
  const begin = async (more: Partial<LokiOptions> = {}) =>
    (loki = await startLoki({ sources: { shop: source }, clock: () => now, ...more }));
  const ask = (
    running: DemoLoki,
    route: string,
    parameters: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {}
  ) =>
    fetch(`${running.urlOf('shop')}/loki/api/v1${route}`, {
      method: 'POST',
      body: new URLSearchParams({
        query: '{service_name=~".+"}',
        step: '1800',
        start: `${start}000000`,
        ...parameters,
      }),
      headers,
    });

  const count = 'sum by (service_name) (count_over_time({service_name=~".+"}[1h]))';
  const categorized = { 'x-loki-response-encoding-flags': 'categorize-labels' };
  it.runIf(existsSync(recorded)).each([
    ['query_range.streams.json', '/query_range', {}, {}],
    ['query_range.streams.categorized.json', '/query_range', { query: '{level="error"} | json' }, categorized],
    ['query_range.matrix.json', '/query_range', { query: count }, {}],
    ['query.vector.json', '/query', { query: count }, {}],
    ['labels.json', '/labels', {}, {}],
    ['label_service_name_value.json', '/label/service_name/values', {}, {}],
    ['index_stats.json', '/index/stats', {}, {}],
    ['volume.json', '/index/volume', {}, {}],
    ['volume_range.json', '/index/volume_range', {}, {}],
    ['patterns.json', '/patterns', {}, {}],
    ['detected_fields.json', '/detected_fields', {}, {}],
    ['detected_field_values.json', '/detected_field/error_code/values', {}, {}],
    ['detected_labels.json', '/detected_labels', {}, {}],
    ['format_query.json', '/format_query', {}, {}],
  ])('have the shape of %s', async (file, route, parameters, headers) => {
    const answer = await ask(await begin(), route, parameters, headers);
    expect(answer.status).toBe(200);
    const told: unknown = JSON.parse(readFileSync(path.join(recorded, file), 'utf8'));
    expect([...new Set(shapeOf(await answer.json()))].sort()).toEqual([...new Set(shapeOf(told))].sort());
  });

  it('tell volumes at the last millisecond of each step, the last at the end of the range', async () => {
    const answer = await ask(await begin(), '/index/volume_range', { end: `${now - 10 * minute}000000` });
    expect(await answer.json()).toMatchObject({
      data: {
        result: [
          {
            metric: { service_name: 'checkout-api' },
            values: [
              [(start + 30 * minute - 1) / 1000, String(3 * width)],
              [(now - 10 * minute) / 1000, String(width)],
            ],
          },
        ],
      },
    });
  });

  it('tell fields beside and inside of lines', async () => {
    const running = await begin();
    const { fields } = z
      .object({ fields: z.array(object) })
      .parse(await (await ask(running, '/detected_fields')).json());
    expect(fields).toContainEqual({ label: 'order_id', type: 'int', cardinality: 4, parsers: null });
    expect(fields).toContainEqual({ label: 'error_code', type: 'string', cardinality: 1, parsers: ['json'] });
    const values = await ask(running, '/detected_field/error_code/values');
    expect(await values.json()).toEqual({ limit: 1000, values: ['PSP_TIMEOUT'] });
  });

  it('compare for being equal', async () => {
    const running = await begin();
    const found = async (query: string) => {
      const answer = await ask(running, '/query', { query });
      return z.object({ data: z.object({ result: z.array(object) }) }).parse(await answer.json()).data.result;
    };
    expect(await found(`${count} == 4`)).toHaveLength(1);
    expect(await found(`${count} != 4`)).toHaveLength(0);
  });

  it.each([
    `${count} > bool 3`,
    `${count} / on (service_name) ${count}`,
    `topk by (level) (1, ${count})`,
    'sum_over_time({level="error"} | json | unwrap duration(duration_ms) [1h])',
    '{level="error"} |= ip("10.0.0.1")',
    '{level="error"} | line_format "{{.msg | ToUpper}}"',
    '{level="error"} | json | drop msg="a"',
  ])('say that they do not know %s, rather than leave it out', async (query) => {
    const answer = await ask(await begin(), '/query_range', { query });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('does not know')]);
  });

  it('go to those who have the tenant and the credentials', async () => {
    const authorization = 'Bearer made-up';
    const running = await begin({ tenant: 'shop-team', authorization });
    const status = async (headers: Readonly<Record<string, string>>) =>
      (await ask(running, '/labels', {}, headers)).status;
    expect(await status({})).toBe(401);
    expect(await status({ authorization })).toBe(401);
    expect(await status({ 'x-scope-orgid': 'shop-team' })).toBe(401);
    expect(await status({ authorization, 'x-scope-orgid': 'other' })).toBe(401);
    expect(await status({ authorization, 'x-scope-orgid': 'shop-team' })).toBe(200);
  });

  it('end midway, come late or never, as told', async () => {
    const running = await begin();
    running.fault = { kind: 'truncated' };
    await expect((await ask(running, '/labels')).json()).rejects.toThrow(SyntaxError);
    running.fault = { kind: 'slow', milliseconds: 120 };
    const began = performance.now();
    expect((await ask(running, '/labels')).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(110);
    running.fault = { kind: 'silent' };
    const never = fetch(`${running.urlOf('shop')}/ready`, { signal: AbortSignal.timeout(150) });
    await expect(never).rejects.toThrow(/abort|timeout/i);
  });
});
