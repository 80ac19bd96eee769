import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Line } from '../loki/line';
import { startLoki, type DemoLoki } from '../loki/server';
import { askLoki, type LogSource } from './ask-loki';

const start = Date.UTC(2026, 6, 1);
const minute = 60_000;
const line = (minutes: number, service: string): Line => ({
  ns: BigInt(start + minutes * minute) * 1_000_000n,
  labels: { service_name: service, level: 'error' },
  metadata: { order_id: String(minutes) },
  text: JSON.stringify({ msg: `failed ${minutes}` }),
});
const lines = [line(1, 'cart'), line(2, 'cart'), line(12, 'checkout')];

let loki: DemoLoki;
let source: LogSource;

beforeAll(async () => {
  const between = (from: bigint, to: bigint) => lines.filter(({ ns }) => ns > from && ns <= to);
  loki = await startLoki({ sources: { shop: { between } }, clock: () => start + 60 * minute });
  source = { uid: 'loki', name: 'Loki', url: loki.urlOf('shop'), jsonData: {} };
});
afterAll(() => loki.close());

function ask(expr: string, more: object = {}, from = source) {
  const signal = new AbortController().signal;
  const query = { refId: 'A', intervalMs: 5 * minute, expr, ...more };
  return askLoki(from, { queries: [query], from: start, to: start + 60 * minute, signal });
}

describe('the preview’s Loki data source', () => {
  it('gives lines newest first with labels of every category', async () => {
    const { A } = await ask('{service_name=~".+"} | json msg="msg"');
    const [frame] = A?.frames ?? [];
    expect(frame?.schema.fields.map(({ name }) => name)).toEqual([
      'labels',
      'Time',
      'Line',
      'tsNs',
      'labelTypes',
      'id',
    ]);
    const [labels, times] = frame?.data.values ?? [];
    expect(times).toEqual([12, 2, 1].map((minutes) => start + minutes * minute));
    expect(labels?.[0]).toEqual({ service_name: 'checkout', level: 'error', order_id: '12', msg: 'failed 12' });
    expect(frame?.data.values[4]?.[0]).toEqual({ service_name: 'I', level: 'I', order_id: 'S', msg: 'P' });
  });

  it('gives the newest lines alone where a panel wants few', async () => {
    const { A } = await ask('{service_name=~".+"}', { maxLines: 1 });
    expect(A?.frames?.[0]?.data.values[1]).toEqual([start + 12 * minute]);
  });

  it('counts in steps of the panel and names series after their legend', async () => {
    const expr = 'sum by (service_name) (count_over_time({service_name=~".+"} [$__auto]))';
    const { A } = await ask(expr, { legendFormat: 'of {{service_name}}' });
    const series = (A?.frames ?? []).map(({ schema: { fields }, data: { values } }) => [
      fields[1]?.config?.['displayNameFromDS'],
      values,
    ]);
    expect(series).toEqual([
      ['of cart', [[start + 5 * minute], [2]]],
      ['of checkout', [[start + 15 * minute], [1]]],
    ]);
  });

  it('says what Loki says to a query that it refuses', async () => {
    const { A } = await ask('{service_name="cart"');
    expect(A?.status).toBe(400);
    expect(A?.error).toContain('parse error');
  });

  it('says that Loki can’t be asked where nothing listens', async () => {
    const { A } = await ask('{service_name="cart"}', {}, { ...source, url: 'http://127.0.0.1:9' });
    expect(A?.status).toBe(502);
    expect(A?.error).toContain('Loki can’t be asked');
  });
});
