import { beforeAll, describe, expect, it } from 'vitest';
import type { LokiEndpoint } from '../types';
import { lokiStore } from './store';

const url = process.env['SHOPSCOPE_LOKI_URL'] ?? '';
if (url === '') {
  console.log('SHOPSCOPE_LOKI_URL is not set: what a real Loki answers was not tested.');
}

const minute = 60_000;
/** Recent enough for a Loki that takes no old lines. */
const end = Math.floor(Date.now() / minute) * minute - 5 * minute;
/** A querier asks ingesters for the last three hours alone, and what is older has not left them yet. */
const start = end - 150 * minute;
const run = `test-${process.pid}-${end}`;

/** Lines at random milliseconds, and at the edges of buckets, where it matters. */
const times = [
  ...Array.from({ length: 400 }, (_, at) => start + ((at * 7_919_317) % (end - start))),
  ...Array.from({ length: 60 }, (_, at) => start + at * 5 * minute).filter((at) => at < end),
].sort((one, other) => one - other);

describe.skipIf(url === '')('a real Loki', () => {
  const endpoint: LokiEndpoint = {
    name: 'real',
    url,
    auth: { kind: 'none' },
    selector: `{service_name=~".+", run="${run}"}`,
  };
  const logs = lokiStore([endpoint]);

  beforeAll(async () => {
    const values = times.map((at, index) => [
      `${at}000000`,
      JSON.stringify({ msg: 'payment failed', n: index }),
      { order_id: `${5_000_000_000_000 + index}`, error_code: index % 4 === 0 ? 'PSP_TIMEOUT' : `E${index}` },
    ]);
    const other = [[`${end - 1_000}000000`, 'of another']];
    const streams = [
      { stream: { service_name: 'checkout-api', level: 'error', run }, values },
      { stream: { service_name: 'checkout-api', level: 'error', run: 'other' }, values: other },
    ];
    const pushed = await fetch(`${url}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ streams }),
    });
    expect([pushed.status, await pushed.text()]).toEqual([204, '']);
  });

  it.each([5, 15, 60, 7])('counts buckets of %i minutes as its lines fall', async (minutes) => {
    const stepMs = minutes * minute;
    const { data, regions } = await logs.counts({ query: {}, fromMs: start, toMs: end, stepMs });
    expect(regions[0]?.failed).toBeUndefined();
    const expected = Array.from({ length: data.buckets }, (_, at) => {
      const from = data.startMs + at * stepMs;
      return times.filter((time) => time >= from && time < from + stepMs).length;
    });
    expect(data.startMs).toBe(start);
    expect(data.series).toEqual([{ labels: {}, counts: expected }]);
  });

  it('gives each line once, with its metadata', async () => {
    const { data } = await logs.lines({
      query: { stages: '| json msg="msg"' },
      fromMs: start,
      toMs: end,
      maxLines: 2_000,
    });
    expect(data.map(({ ns }) => Number(ns.slice(0, -6)))).toEqual([...times].reverse());
    expect(data[0]).toMatchObject({
      labels: { service_name: 'checkout-api', level: 'error', run },
      metadata: { order_id: `${5_000_000_000_000 + times.length - 1}` },
      parsed: { msg: 'payment failed' },
    });
  });

  it('tells the frequent apart where there are too many series', async () => {
    const many = Array.from({ length: 700 }, (_, at) => [
      `${end - 700 + at}000000`,
      `m ${at}`,
      { error_code: at % 2 === 0 ? 'MANY' : `M${at}` },
    ]);
    await fetch(`${url}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ streams: [{ stream: { service_name: 'many', run }, values: many }] }),
    });
    const { data, regions } = await logs.counts({
      query: {},
      fromMs: start,
      toMs: end,
      stepMs: 60 * minute,
      by: ['error_code'],
    });
    const total = data.series.reduce((sum, { counts }) => sum + counts.reduce((one, other) => one + other, 0), 0);
    expect(total).toBe(times.length + 700);
    expect(regions[0]?.notices[0]).toMatchObject({ code: 'topSeries' });
    expect(data.series.find(({ labels }) => labels['error_code'] === 'MANY')?.counts.at(-1)).toBe(350);
  });

  it('is asked for nothing outside of the selector', async () => {
    const { data } = await logs.labelValues({ label: 'run', fromMs: start, toMs: end });
    expect(data).toEqual([run]);
    const lines = await logs.lines({ query: { selector: '{run="other"}' }, fromMs: start, toMs: end, maxLines: 10 });
    expect(lines.data).toEqual([]);
  });

  it('takes thousands of ids, and is well', async () => {
    const ids = Array.from({ length: 5_000 }, (_, at) => 5_000_000_000_000 + at).join('|');
    const { data } = await logs.lines({
      query: { stages: `| order_id=~"${ids}"` },
      fromMs: start,
      toMs: end,
      maxLines: 10,
    });
    expect(data).toHaveLength(10);
    const [health] = await logs.health();
    expect(health?.name).toBe('real');
    expect(health?.labels).toContain('service_name');
  });
});
