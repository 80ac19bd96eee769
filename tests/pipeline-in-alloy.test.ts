import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { firehoseKey, runAlloy, type Alloy, type Port } from './pipeline/alloy';
import { lokiSink, type Arrived, type Sink } from './pipeline/sink';

const executable = process.env['SHOPSCOPE_ALLOY'] ?? '';
const fixtures = '../shared/fixtures';
const why =
  executable === '' ? 'SHOPSCOPE_ALLOY names no Alloy' : existsSync(fixtures) ? '' : 'the recorded inputs are absent';

let sink: Sink;
let alloy: Alloy;

const recorded = (file: string): string => readFileSync(`${fixtures}/${file}`, 'utf8');
const linesOf = (file: string): readonly string[] =>
  recorded(file)
    .split('\n')
    .filter((line) => line.trim() !== '');

/** Lines that have come since the test began, once none has come for a while. */
async function arrived(): Promise<readonly Arrived[]> {
  let [seen, still] = [-1, 0];
  while (still < 8) {
    await sleep(500);
    still = sink.lines.length === seen ? still + 1 : 0;
    seen = sink.lines.length;
  }
  return sink.lines.splice(0);
}

async function post(port: Port, path: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  const { status } = await fetch(alloy.at(port, path), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  return status;
}

const now = (): bigint => BigInt(Date.now()) * 1_000_000n;

async function pushed(
  port: Port,
  lines: readonly string[],
  labels: Record<string, string> = { service_name: 'worker' }
) {
  const start = now();
  const values = lines.map((line, index) => [String(start + BigInt(index)), line]);
  expect(await post(port, '/loki/api/v1/push', { streams: [{ stream: labels, values }] })).toBe(204);
  return arrived();
}

const envelope = (group: string, messages: readonly string[]): string => {
  const logEvents = messages.map((message, index) => ({ id: String(index), timestamp: Date.now(), message }));
  const data = {
    messageType: 'DATA_MESSAGE',
    owner: '1',
    logGroup: group,
    logStream: 's',
    subscriptionFilters: ['f'],
    logEvents,
  };
  return gzipSync(JSON.stringify(data)).toString('base64');
};

async function delivered(records: readonly string[], key = firehoseKey): Promise<number> {
  const headers = {
    'X-Amz-Firehose-Access-Key': key,
    'X-Amz-Firehose-Request-Id': 'r1',
    'X-Amz-Firehose-Source-Arn': 'arn:aws:firehose:ap-northeast-2:123456789012:deliverystream/logs',
  };
  const body = { requestId: 'r1', timestamp: Date.now(), records: records.map((data) => ({ data })) };
  return post('firehose', '/awsfirehose/api/v1/push', body, headers);
}

describe.skipIf(why !== '')(`the pipeline in a real Alloy${why && ` (${why})`}`, { timeout: 60_000 }, () => {
  beforeAll(async () => {
    sink = await lokiSink();
    alloy = await runAlloy(executable, sink.url);
  }, 90_000);

  afterAll(async () => {
    await alloy.stop();
    sink.close();
  });

  it('takes Lambda by Firehose: levels, requests and codes told, platform lines dropped', async () => {
    const before = await alloy.count('loki_process_dropped_lines_total', 'reason');
    const real = z
      .object({ logEvents: z.array(z.object({ message: z.string() })) })
      .parse(JSON.parse(recorded('aws-logs/alloy-firehose/cw_logs_mixed.decoded.json')));
    const errors = linesOf('aws-logs/made-lambda-node-text.log');
    expect(
      await delivered([
        envelope(
          '/aws/lambda/order-sync',
          real.logEvents.map(({ message }) => message)
        ),
      ])
    ).toBe(200);
    expect(await delivered([envelope('/aws/lambda/order-sync', errors)])).toBe(200);
    const lines = await arrived();
    const after = await alloy.count('loki_process_dropped_lines_total', 'reason');
    const platform = real.logEvents.filter(({ message }) => /^(START|END|REPORT|INIT_START) /.test(message)).length;
    expect((after['lambda_platform'] ?? 0) - (before['lambda_platform'] ?? 0)).toBe(platform);
    const wrong = lines.filter(({ labels: { level } }) => level === 'error');
    expect(wrong).toHaveLength(errors.length);
    expect(wrong.find(({ line }) => line.includes('Invoke Error'))).toMatchObject({
      labels: { service_name: 'order-sync', region: 'ap-northeast-2', environment: 'production', source: 'cloudwatch' },
      metadata: {
        request_id: '7c9567b5-107b-4a6c-8798-0157ac21db52',
        error_code: 'PAYMENT_GATEWAY_TIMEOUT',
        shop: 'example-shop.myshopify.com',
        cart_token: 'c1-7b2f',
      },
    });
  });

  it('takes JSON lines of Lambda, whose message is JSON itself', async () => {
    await delivered([envelope('/aws/lambda/f', linesOf('aws-logs/made-lambda-node-json.ndjson'))]);
    const lines = (await arrived()).filter(({ labels: { level } }) => level !== 'info');
    expect(lines.map(({ labels: { level } }) => level).sort()).toEqual(['error', 'error', 'error', 'error', 'warn']);
    expect(lines.find(({ line }) => line.includes('orderName'))?.metadata).toMatchObject({
      order_name: '#1494',
      request_id: '7c9567b5-107b-4a6c-8798-0157ac21db52',
    });
    expect(lines.filter(({ metadata }) => metadata['error_code'] === 'PAYMENT_GATEWAY_TIMEOUT')).toHaveLength(2);
  });

  it('refuses a wrong key of Firehose, and loses nothing but a broken record', async () => {
    expect(await delivered([envelope('/g', ['ERROR no'])], 'wrong')).toBe(401);
    const broken = Buffer.from(gzipSync('{"a":1}').subarray(0, 12)).toString('base64');
    await delivered([broken, envelope('/aws/lambda/g', ['ERROR still here'])]);
    expect((await arrived()).map(({ line }) => line)).toContain('ERROR still here');
  });

  it('unwraps FireLens, joins stack traces, and takes the ids of pino', async () => {
    const records = linesOf('aws-logs/made-firelens-records.ndjson');
    const lines = await pushed('push', records, { job: 'fluent-bit' });
    expect(lines.length).toBeLessThan(records.length);
    expect(lines.filter(({ line }) => line.includes('container_name'))).toEqual([]);
    const checkout = lines.find(({ metadata }) => metadata['request_id'] === '0a1f9a7e-52d6-4f0b-9a8d-0c7e6c1f2a01');
    expect(checkout).toMatchObject({
      labels: { service_name: 'storefront', level: 'error', source: 'push', region: 'us-east-1' },
      metadata: { order_name: '#1494', error_code: 'PAYMENT_GATEWAY_TIMEOUT', shop: 'example-shop.myshopify.com' },
    });
    expect(lines.filter(({ line }) => /^\s+at /.test(line))).toEqual([]);
    expect(lines.find(({ line }) => /^\w*Error: .*\n {4}at .*\n {4}at /s.test(line))?.labels['level']).toBe('error');
    expect(Object.keys(checkout?.labels ?? {}).sort()).toEqual([
      'environment',
      'level',
      'region',
      'service_name',
      'source',
    ]);
  });

  it.each([
    ['storefront-errors/made-pino.ndjson', '#1494'],
    ['storefront-errors/made-pino-iso-level-label.ndjson', '#1494'],
    ['storefront-errors/made-winston.ndjson', '#1494'],
  ])('loses no warning of %s', async (file, name) => {
    const written = linesOf(file).map((line) => z.looseObject({ level: z.unknown() }).parse(JSON.parse(line)));
    const lines = await pushed('push', linesOf(file));
    const bad = written.filter(({ level }) => level === 'error' || level === 'warn' || Number(level) >= 40);
    expect(lines.filter(({ labels }) => /^(warn|error|critical)$/.test(labels['level'] ?? ''))).toHaveLength(
      bad.length
    );
    expect(lines.map(({ metadata }) => metadata['order_name'])).toContain(name);
  });

  it('joins what console.error writes over many lines', async () => {
    const lines = await pushed('push', linesOf('storefront-errors/made-node-console-error.log'));
    expect(lines.map(({ line, labels: { level } }) => [line.split(':')[0], level])).toEqual([
      ['CheckoutError', 'error'],
      ['StorefrontApiError', 'error'],
      ['TypeError', 'error'],
    ]);
    expect(lines[0]?.metadata).toEqual({
      cart_token: 'c1-7b2f',
      error_code: 'PAYMENT_GATEWAY_TIMEOUT',
      shop: 'example-shop.myshopify.com',
    });
  });

  it('reads access logs of S3, load balancers and CloudFront by their status', async () => {
    const files = [
      'aws-logs/lambda-promtail/albaccesslog.log',
      'aws-logs/lambda-promtail/cloudfront.log',
      'aws-logs/lambda-promtail/s3accesslog.log',
    ];
    const all = files.flatMap(linesOf);
    const broken = all.map((line) => line.replaceAll(/(?<=\s)(200|301|302|304|307|403|404)(?=\s)/g, '502'));
    const before = await alloy.count('loki_process_dropped_lines_total', 'reason');
    const lines = await pushed('s3', broken, {
      __aws_log_type: 's3_lb',
      __aws_s3_lb: 'app/my-loadbalancer/50dc6c495c0c9188',
    });
    const after = await alloy.count('loki_process_dropped_lines_total', 'reason');
    expect((after['file_header'] ?? 0) - (before['file_header'] ?? 0)).toBe(
      all.filter((line) => line.startsWith('#')).length
    );
    expect(lines.filter(({ labels: { level } }) => level === 'error')).toHaveLength(
      all.filter((line) => !line.startsWith('#')).length
    );
    expect(lines[0]?.labels).toMatchObject({ service_name: 'my-loadbalancer', source: 's3' });
    expect(lines.filter(({ line }) => /\b\d{1,3}(\.\d{1,3}){3}\b/.test(line))).toEqual([]);
    expect(lines.some(({ metadata }) => /^1-[\da-f]{8}-/.test(metadata['trace_id'] ?? ''))).toBe(true);
  });

  it("reads Vercel's records, and what services put into their messages", async () => {
    const records = linesOf('vercel-logs/made-log-drain-errors.ndjson');
    const lines = await pushed('vercel', records, { service_name: 'shop' });
    const failed = lines.filter(({ labels: { level } }) => level === 'error' || level === 'critical');
    const bad = records.filter((line) => /"level": "(error|fatal)"/.test(line));
    expect(failed.length).toBeGreaterThanOrEqual(bad.length);
    const checkout = failed.find(({ line }) => line.includes('CheckoutError'));
    expect(checkout?.metadata).toMatchObject({
      request_id: 'iad1::abc12-1787574670900-0a1b2c3d4e5f',
      error_code: 'PAYMENT_GATEWAY_TIMEOUT',
      shop: 'example-shop.myshopify.com',
    });
    expect(checkout?.labels).toMatchObject({ region: 'iad1', environment: 'production', source: 'vercel' });
  });

  it('takes errors of the browser by Faro', async () => {
    const timestamp = new Date().toISOString();
    const context = {
      checkout_token: 'hWN1-checkout-token',
      error_code: 'SCRIPT_ERROR',
      shop: 'made-up.myshopify.com',
      level: 'error',
    };
    const exception = { type: 'TypeError', value: 'x is undefined', stacktrace: { frames: [] }, context, timestamp };
    const app = { name: 'checkout', environment: 'production' };
    await post('browser', '/collect', { meta: { app }, logs: [], exceptions: [exception] });
    const [line] = await arrived();
    expect(line).toMatchObject({
      labels: { service_name: 'checkout', level: 'error', source: 'browser' },
      metadata: { checkout_token: 'hWN1-checkout-token', error_code: 'SCRIPT_ERROR', shop: 'made-up.myshopify.com' },
    });
  });

  it('takes OTLP', async () => {
    const text = (stringValue: string) => ({ stringValue });
    const attributes = [
      { key: 'service.name', value: text('basket') },
      { key: 'cloud.region', value: text('europe-west1') },
    ];
    const record = {
      timeUnixNano: String(now()),
      severityNumber: 17,
      severityText: 'ERROR',
      body: text('payment failed'),
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      attributes: [{ key: 'order_id', value: text('5000000000085') }],
    };
    const body = { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ scope: {}, logRecords: [record] }] }] };
    expect(await post('otlp', '/v1/logs', body)).toBe(200);
    const [line] = await arrived();
    expect(line).toMatchObject({
      labels: { service_name: 'basket', level: 'error', source: 'otlp', region: 'europe-west1' },
      metadata: { order_id: '5000000000085', trace_id: '4bf92f3577b34da6a3ce929d0e0e4736' },
    });
  });

  it('lets no secret and nobody through, and keeps the ids beside them', async () => {
    const hidden = [
      'jane.doe@example.com',
      'jane.doe%40example.com',
      'shpat_0123456789abcdef0123456789abcdef',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      'AKIAIOSFODNN7EXAMPLE',
      '4111 1111 1111 1111',
      '4111111111111111',
      '3782 822463 10005',
      '+82 10-1234-5678',
    ];
    const shapes = [
      (secret: string) => JSON.stringify({ level: 'error', order_id: 5000000000085, msg: `x ${secret} y` }),
      (secret: string) =>
        JSON.stringify({ level: 'error', order: { id: 'gid://shopify/Order/5000000000085' }, a: { b: [secret] } }),
      (secret: string) => `level=error order_id=5000000000085 msg="${secret}"`,
      (secret: string) => `Error: ${secret} order_id=5000000000085\n    at f (${secret}:1:2)`,
      (secret: string) =>
        JSON.stringify({
          level: 'error',
          order_id: '5000000000085',
          error_code: secret,
          request_id: secret,
          order_name: secret,
        }),
    ];
    const named = [
      '{"level":"error","order_id":5000000000085,"password":"hunter2hunter2"}',
      '{"level":"error","order_id":5000000000085,"first_name":"hunter2hunter2","phone":"hunter2hunter2"}',
      '{"level":"error","order_id":5000000000085,"msg":"{\\"client_secret\\":\\"hunter2hunter2\\"}"}',
      'ERROR order_id=5000000000085 Authorization: Bearer hunter2hunter2',
      'ERROR order_id=5000000000085 postgres://app:hunter2hunter2@db/shop',
      'ERROR order_id=5000000000085 cart gid://shopify/Cart/hWN1-abcdef?key=hunter2hunter2',
    ];
    const lines = await pushed('push', [...hidden.flatMap((secret) => shapes.map((shape) => shape(secret))), ...named]);
    expect(lines).toHaveLength(hidden.length * shapes.length + named.length);
    const everything = lines.map(({ line, metadata, labels }) => JSON.stringify([line, metadata, labels]));
    expect(everything.filter((text) => [...hidden, 'hunter2'].some((secret) => text.includes(secret)))).toEqual([]);
    expect(lines.filter(({ metadata }) => metadata['order_id'] !== '5000000000085')).toEqual([]);
  });

  it('leaves ids that look like cards in the line', async () => {
    const written = ['{"level":"error","order_id":5000000000005,"time":1795378395072}'];
    expect((await pushed('push', written)).map(({ line }) => line)).toEqual(written);
  });

  it('lets no label explode', async () => {
    const streams = Array.from({ length: 300 }, (_, i) => ({
      stream: {
        service_name: `svc-${1000 + i}`,
        environment: `env-${i}`,
        level: `l${i}`,
        pod: `pod-${i}`,
        region: `r!${i}`,
      },
      values: [[String(now()), 'ERROR x']],
    }));
    await post('push', '/loki/api/v1/push', { streams });
    const lines = await arrived();
    expect(lines).toHaveLength(300);
    expect(new Set(lines.map(({ labels }) => JSON.stringify(labels))).size).toBe(1);
  });

  it('takes no names of services but those that are told', async () => {
    const own = await runAlloy(executable, sink.url, (text) =>
      text.replace('sys.env("SHOPSCOPE_SERVICES")', String.raw`"orders|check\\w+"`)
    );
    try {
      const names = ['orders', 'checkout', 'orders-of-somebody', 'made-up'];
      const streams = names.map((name) => ({ stream: { service_name: name }, values: [[String(now()), 'ERROR x']] }));
      await fetch(own.at('push', '/loki/api/v1/push'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ streams }),
      });
      const lines = await arrived();
      expect(lines.map(({ labels }) => labels['service_name']).sort()).toEqual([
        'checkout',
        'orders',
        'other',
        'other',
      ]);
    } finally {
      await own.stop();
    }
  });

  it('stands a long line, binary and deep JSON', async () => {
    const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
    const lines = await pushed('push', [
      `ERROR ${'x'.repeat(1_000_000)}`,
      'ERROR \u0000\u0001\ufffd',
      deep,
      'ERROR last',
    ]);
    expect(lines).toHaveLength(4);
    expect(Math.max(...lines.map(({ line }) => line.length))).toBeLessThan(33_000);
  });

  it('counts lines before it thins them out, and those with a key', async () => {
    const before = [
      await alloy.count('loki_process_custom_lines_total', 'level'),
      await alloy.count('loki_process_dropped_lines_total', 'reason'),
    ];
    const keyed = await alloy.count('loki_process_custom_lines_with_key_total', 'service_name');
    const written = Array.from({ length: 400 }, (_, i) =>
      JSON.stringify({ level: ['info', 'debug'][i % 2], order_id: 5000000000085, i })
    );
    const lines = await pushed('push', written, { service_name: 'counted' });
    const [counted, dropped] = [
      await alloy.count('loki_process_custom_lines_total', 'level'),
      await alloy.count('loki_process_dropped_lines_total', 'reason'),
    ];
    expect([
      (counted['info'] ?? 0) - (before[0]?.['info'] ?? 0),
      (counted['debug'] ?? 0) - (before[0]?.['debug'] ?? 0),
    ]).toEqual([200, 200]);
    expect((dropped['debug'] ?? 0) - (before[1]?.['debug'] ?? 0)).toBe(200);
    expect(lines.length + (dropped['info_sampled'] ?? 0) - (before[1]?.['info_sampled'] ?? 0)).toBe(200);
    expect(lines.length).toBeLessThan(70);
    const withKey = await alloy.count('loki_process_custom_lines_with_key_total', 'service_name');
    expect((withKey['counted'] ?? 0) - (keyed['counted'] ?? 0)).toBe(400);
  });
});
