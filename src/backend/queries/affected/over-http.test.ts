import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedAt, TestShop } from '../../../../tests/support/shop';
import type { Frame } from '../../grafana';
import { json, Player, text, type Seen } from '../../loki/testing/server';

const hour = 3_600_000;

interface HttpLine {
  readonly at: number;
  readonly metadata: Readonly<Record<string, string>>;
}

const column = ([frame]: readonly Frame[], name: string): unknown[] => [
  ...(frame?.fields.find((field) => field.name === name)?.values ?? []),
];
const notices = ([frame]: readonly Frame[]) => (frame?.meta?.notices ?? []).map((notice) => notice.text).join('\n');

/** As much of Loki as these query types ask for. Its reading of LogQL is tested elsewhere, with Loki's own parser. */
function answer({ parameters }: Seen, response: ServerResponse, lines: readonly HttpLine[]): void {
  const query = parameters.get('query') ?? '';
  const instant = (name: string) => Number(BigInt(parameters.get(name) ?? '0') / 1_000_000n);
  const [start, end] = [instant('start'), instant('end')];
  if (!query.startsWith('sum')) {
    const result = lines
      .filter(({ at }) => at >= start && at < end)
      .sort((a, b) => b.at - a.at)
      .slice(0, Number(parameters.get('limit')))
      .map(({ at, metadata }) => ({
        stream: { service_name: 'checkout-api', level: 'error' },
        values: [[`${String(at)}000000`, 'it failed', { structuredMetadata: metadata }]],
      }));
    json(response, {
      status: 'success',
      data: { resultType: 'streams', encodingFlags: ['categorize-labels'], result, stats: {} },
    });
    return;
  }
  // A bucket bears its right edge.
  const stepMs = Number.parseInt(parameters.get('step') ?? '60', 10) * 1000;
  const counts = new Map<number, number>();
  for (const { at } of lines) {
    const right = (Math.floor(at / stepMs) + 1) * stepMs;
    if (right >= start && right <= end) {
      counts.set(right, (counts.get(right) ?? 0) + 1);
    }
  }
  const values = [...counts].sort(([a], [b]) => a - b).map(([at, count]) => [at / 1000, String(count)]);
  const result = values.length === 0 ? [] : [{ metric: { service_name: 'checkout-api', error_code: 'E1' }, values }];
  json(response, { status: 'success', data: { resultType: 'matrix', result, stats: {} } });
}

describe('a data source with a Loki and no copy', () => {
  let loki: Player;
  let shop: TestShop;
  let fault: ((response: ServerResponse) => void) | undefined;
  let lines: HttpLine[] = [];
  const range = { from: stoppedAt - 6 * hour, to: stoppedAt };

  beforeAll(async () => {
    loki = await Player.start((seen, response) => {
      if (fault === undefined) {
        answer(seen, response, lines);
      } else {
        fault(response);
      }
    });
    shop = await TestShop.start({
      jsonData: { logs: { endpoints: [{ name: 'seoul', region: 'ap-northeast-2', url: loki.url }] } },
    });
    const orders = await shop.query(
      { queryType: 'records', kind: 'orders', search: 'source_name:web AND financial_status:paid', limit: 4 },
      range
    );
    const of = (name: string) => column(orders, name).map(String);
    const [id = '', , , last = ''] = of('order_id');
    const [, token = ''] = of('checkout_token');
    const names = of('order');
    const created = column(orders, 'created_at').map((at) => Number(BigInt(String(at)) / 1_000_000n));
    const before = (index: number) => (created[index] ?? 0) - 60_000;
    lines = [
      { at: before(0), metadata: { order_id: `gid://shopify/Order/${id}`, error_code: 'E1' } },
      { at: before(1), metadata: { checkout_token: token, error_code: 'E1' } },
      { at: (created[2] ?? 0) + 60_000, metadata: { order_name: names[2] ?? '', error_code: 'E1' } },
      { at: stoppedAt - 2 * hour, metadata: { order_id: '99999999999', error_code: 'E1' } },
      { at: before(3), metadata: { order_id: last, error_code: 'E1' } },
    ];
  });
  afterAll(async () => {
    await shop.close();
    loki.close();
  });

  it('looks orders up at Shopify, in one search', async () => {
    const wide = { from: stoppedAt - 3 * 24 * hour, to: stoppedAt };
    const frames = await shop.query({ queryType: 'affected' }, wide);
    const outcomes = column(frames, 'outcome_code');
    expect([...outcomes].sort()).toEqual(['paid before', 'paid later', 'paid later', 'paid later', 'unknown']);
    expect(column(frames, 'order_name').filter((name) => name !== null).length).toBe(4);
    expect(frames[0]?.meta?.custom).toMatchObject({ lane: 'live', requests: 1 });
    expect(notices(frames)).toContain('up to 400 keys were looked up at Shopify itself');
  });

  it('gives the whole list as a file, for Editors and Admins', async () => {
    const wide = { from: stoppedAt - 3 * 24 * hour, to: stoppedAt };
    const query = { queryType: 'affected', limit: 1 };
    const body = { query, ...wide };
    const { status, body: file = '' } = await shop.resource('export', { method: 'POST', body, role: 'Editor' });
    const [head = '', ...rows] = String(file).replace('\uFEFF', '').trim().split('\r\n');
    const frames = await shop.query({ queryType: 'affected' }, wide);
    expect(status).toBe(200);
    expect(head.split(',')).toEqual(frames[0]?.fields.map(({ name }) => name));
    expect(rows).toHaveLength(column(frames, 'key').length);
    const [named] = column(frames, 'order_name').flatMap((name) => (typeof name === 'string' ? [name] : []));
    expect(rows.join()).toContain(named);
    const refused = await shop.resource('export', { method: 'POST', body, role: 'Viewer' });
    expect([refused.status, refused.body]).toEqual([403, expect.stringContaining('Editor')]);
  });

  it('judges errors alone, and says what orders would take', async () => {
    const frames = await shop.query({ queryType: 'impact' }, range);
    const wanted = lines.filter(({ at }) => at >= range.from).length;
    const counted = column(frames, 'errors').reduce<number>((sum, count) => sum + Number(count ?? 0), 0);
    expect(counted).toBe(wanted);
    expect(new Set(column(frames, 'orders'))).toEqual(new Set([null]));
    expect(notices(frames)).toContain('Orders are missing');
  });

  it.each([
    ['500 with a text', (response: ServerResponse) => text(response, 500, 'too many outstanding requests')],
    ['429 with a text', (response: ServerResponse) => text(response, 429, 'rate limited')],
    ['401', (response: ServerResponse) => text(response, 401, 'no org id')],
    [
      'HTML',
      (response: ServerResponse) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>sign in</html>'),
    ],
    [
      'a body that is cut',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"status":"succ', () => response.destroy());
      },
    ],
    ['nothing but a closed connection', (response: ServerResponse) => response.destroy()],
  ])('keeps its columns and says why where Loki answers %s', async (_, play) => {
    fault = play;
    // A service of its own, so that nothing kept from before answers.
    const model = { queryType: 'impact', services: [`s-${String(loki.seen.length)}`] };
    const impact = await shop.query(model, range);
    const affected = await shop.query({ ...model, queryType: 'affected' }, range);
    fault = undefined;
    for (const frames of [impact, affected]) {
      expect(notices(frames)).toContain('Logs of seoul (ap-northeast-2) are missing:');
      expect(notices(frames)).not.toMatch(/loki:error|\{\{/);
    }
    expect(new Set(column(impact, 'errors'))).toEqual(new Set([null]));
    expect(column(affected, 'key')).toEqual([]);
  });

  it('says where LogQL can’t be read, and whose fault it is', async () => {
    await expect(shop.query({ queryType: 'impact', stages: '| json | (' }, range)).rejects.toMatchObject({
      status: 400,
    });
    await expect(shop.query({ queryType: 'impact', stages: '} or {a="b"' }, range)).rejects.toMatchObject({
      status: 400,
    });
  });

  it('needs Loki for affected orders, and says so', async () => {
    const plain = await TestShop.start();
    await expect(plain.query({ queryType: 'affected' }, range)).rejects.toThrow('no logs are connected');
    await expect(plain.query({ queryType: 'impact' }, range)).rejects.toThrow('by which orders are judged');
    await plain.close();
  });
});
