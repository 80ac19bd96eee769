import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { gzipSync } from 'node:zlib';
import { all, type Input } from './input';
import { secrets } from './secrets';

const orderId = '5000000000085';
const hour = 3_600_000;

/** Files of tests/pipeline/corpus, as a service writes them. */
const written = (): readonly Input[] =>
  globSync('tests/pipeline/corpus/*', { posix: true })
    .sort()
    .map((file) => ({
      name: `made-${path.basename(file).replace(/\.\w+$/, '')}`,
      source: 'push',
      send: (to) =>
        to.pushed(
          'push',
          readFileSync(file, 'utf8')
            .split('\n')
            .filter((line) => line !== ''),
          { service_name: 'worker' }
        ),
    }));

const envelope = (messages: readonly string[]): Buffer =>
  gzipSync(
    JSON.stringify({
      messageType: 'DATA_MESSAGE',
      owner: '1',
      logGroup: '/aws/lambda/orders',
      logStream: 's',
      subscriptionFilters: ['f'],
      logEvents: messages.map((message, index) => ({ id: String(index), timestamp: 1, message })),
    })
  );
const good = `ERROR still here order_id=${orderId}`;
/** Of little order, so that half of its gzip is about half of its lines. */
const whole = gzipSync(
  [
    good,
    ...Array.from({ length: 24 }, (_, i) => `ERROR ${createHash('sha512').update(String(i)).digest('base64')}`),
  ].join('\n')
);
const word = (index: number): string =>
  Array.from(index.toString(26))
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join('');

const faults: readonly Input[] = [
  {
    name: 'fault-firehose-truncated-gzip',
    source: 'cloudwatch',
    send: (to) => to.firehose([envelope(['ERROR lost']).subarray(0, 40), envelope([good])]),
  },
  {
    name: 'fault-firehose-binary-record',
    source: 'cloudwatch',
    send: (to) => to.firehose([Buffer.from([0, 255, 254, 1, 2, 3, 200]), envelope([good])]),
  },
  {
    name: 'fault-firehose-wrong-key',
    source: 'cloudwatch',
    send: (to) => to.firehose([envelope([good])], 'wrong'),
  },
  { name: 'fault-firehose-empty-key', source: 'cloudwatch', send: (to) => to.firehose([envelope([good])], '') },
  {
    name: 'fault-object-truncated-gzip',
    source: 's3',
    send: (to) => to.object(whole.subarray(0, Math.trunc(whole.length / 2)), 'orders'),
  },
  {
    name: 'fault-vercel-wrong-signature',
    source: 'vercel',
    send: (to) => to.vercel([{ timestamp: 1, projectName: 'shop', level: 'error', message: good }], 'wrong'),
  },
  {
    name: 'fault-vercel-bad-records',
    source: 'vercel',
    send: (to) =>
      to.vercel([
        '{"timestamp":',
        { projectName: 'shop' },
        { timestamp: 1, projectName: 'shop', level: 'error', message: good },
      ]),
  },
  {
    name: 'fault-browser-no-faro',
    source: 'browser',
    send: async (to) => ({ ...(await to.faro('{"logs":[]}')), sent: 0 }),
  },
  {
    name: 'fault-long-binary-deep',
    source: 'push',
    send: (to) =>
      to.pushed(
        'push',
        [
          `ERROR order_id=${orderId} ${'x'.repeat(1_000_000)}`,
          'ERROR \u0000\u0001\ufffd binary',
          `{"level":"error","order_id":${orderId},"deep":${'{"a":'.repeat(3000)}1${'}'.repeat(3001)}`,
          good,
        ],
        { service_name: 'worker' }
      ),
  },
  {
    name: 'fault-clock-5-hours-behind',
    source: 'push',
    shift: -5 * hour,
    every: { order_id: orderId },
    send: (to) => to.pushed('push', [good], { service_name: 'late' }),
  },
  {
    // Loki's own bound, half of its max_chunk_age; it is counted as refused.
    name: 'fault-clock-5-hours-behind-its-stream',
    source: 'push',
    send: (to) =>
      to.streams('push', [
        [{ service_name: 'in-order' }, good],
        [{ service_name: 'in-order' }, 'ERROR too late', -5 * hour],
      ]),
  },
  {
    name: 'fault-clock-3-hours-ahead',
    source: 'push',
    shift: 3 * hour,
    send: (to) => to.pushed('push', [good], { service_name: 'worker' }),
  },
  {
    name: 'fault-clock-9-days-behind',
    source: 'push',
    shift: -216 * hour,
    send: (to) => to.pushed('push', [good], { service_name: 'worker' }),
  },
  {
    name: 'fault-labels-of-many-values',
    source: 'push',
    // An environment for each word that begins as one of the known does, and other.
    streams: 5,
    send: (to) =>
      to.streams(
        'push',
        Array.from({ length: 10_000 }, (_, i): readonly [Record<string, string>, string] => [
          {
            service_name: `svc-${1000 + i}`,
            environment: word(i),
            region: `x${word(i)}`,
            level: word(i),
            pod: word(i),
          },
          'ERROR of many',
        ])
      ),
  },
  {
    name: 'fault-otlp-attributes-of-many-values',
    source: 'otlp',
    streams: 1,
    send: (to) =>
      all(
        Array.from(
          { length: 50 },
          (_, i) => () =>
            to.otlp({ 'service.name': 'basket', 'cloud.region': `x${word(i)}`, 'deployment.environment': word(i) }, [
              { severityText: 'ERROR', body: { stringValue: `of many: ${i}` } },
            ])
        )
      ),
  },
];

const text = (stringValue: string) => ({ stringValue });
const otlp: Input = {
  name: 'otlp-lines',
  source: 'otlp',
  send: (to) =>
    to.otlp({ 'service.name': 'basket', 'cloud.region': 'europe-west1', 'deployment.environment.name': 'staging' }, [
      {
        severityNumber: 17,
        severityText: 'ERROR',
        body: text('payment failed'),
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        spanId: '00f067aa0ba902b7',
        attributes: [
          { key: 'order_id', value: text(orderId) },
          { key: 'error_code', value: text('PSP_TIMEOUT') },
        ],
      },
      { severityText: 'WARN', body: text('{"checkout_token":"c0ffee00c0ffee00c0ffee00c0ffee00","msg":"slow"}') },
      { severityText: 'DEBUG', body: text('cart loaded') },
    ]),
};

/** What this project wrote itself: usual lines, and every fault that it knows. */
export const made = (): readonly Input[] => [...written(), otlp, ...secrets, ...faults];
