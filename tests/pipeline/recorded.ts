import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { all, type Input } from './input';

export const recordings = '../shared/fixtures';

const text = (file: string): string => readFileSync(path.join(recordings, file), 'utf8');
const lines = (file: string): readonly string[] =>
  text(file)
    .split('\n')
    .filter((line) => line.trim() !== '');
const own = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const nameOf = (file: string): string => path.basename(file).replace(/\.\w+$/, '');

const delivery = z.object({ records: z.array(z.object({ data: z.string() })) });
const firehose = (file: string): Input => ({
  name: `firehose-${nameOf(file)}`,
  source: 'cloudwatch',
  send: (to) =>
    to.firehose(delivery.parse(JSON.parse(text(file))).records.map(({ data }) => Buffer.from(data, 'base64'))),
});

/** What a subscription delivers, unpacked. */
const payload = (file: string): Input => ({
  name: `cloudwatch-${nameOf(file)}`,
  source: 'cloudwatch',
  send: (to) => to.firehose([gzipSync(text(file))]),
});

const event = z.object({ awslogs: z.object({ data: z.string() }) });
const awslogs = (file: string): Input => ({
  name: `cloudwatch-${nameOf(file)}`,
  source: 'cloudwatch',
  send: (to) =>
    to.firehose([gzipSync(gunzipSync(Buffer.from(event.parse(JSON.parse(text(file))).awslogs.data, 'base64')))]),
});

const lambda = (file: string, messages: () => readonly string[]): Input => ({
  name: `lambda-${nameOf(file)}`,
  source: 'cloudwatch',
  send: (to) => to.cloudwatch('/aws/lambda/order-sync', '2026/11/24/[$LATEST]0', messages()),
});

/** Text as a container of ECS writes it with the awslogs driver, line by line. */
const pushed = (file: string, labels: Readonly<Record<string, string>> = { service_name: 'worker' }): Input => ({
  name: `push-${nameOf(file)}`,
  source: 'push',
  send: (to) => to.pushed('push', lines(file), labels),
});

const access = (file: string, labels: Readonly<Record<string, string>>): Input => ({
  name: `s3-${nameOf(file)}`,
  source: 's3',
  send: (to) => to.pushed('s3', lines(file), labels),
});
const balancer = { __aws_log_type: 's3_lb', __aws_s3_lb: 'app/my-loadbalancer/50dc6c495c0c9188' };

const vercel = (file: string, prefix = 'vercel'): Input => ({
  name: `${prefix}-${nameOf(file)}`,
  source: 'vercel',
  send: (to) => {
    const whole = text(file);
    const records: unknown = file.endsWith('.ndjson')
      ? lines(file).map((line) => z.unknown().parse(JSON.parse(line)))
      : JSON.parse(whole);
    return to.vercel(Array.isArray(records) ? records : [records]);
  },
});

/** Errors that browsers threw, as the theme's snippet hands them to Faro's receiver. */
const captured = z.record(z.string(), z.looseObject({ message: z.string().optional(), stack: z.string().optional() }));
const thrown = (file: string): Input => ({
  name: `browser-${nameOf(file)}`,
  source: 'browser',
  send: (to) => {
    const exceptions = Object.entries(captured.parse(JSON.parse(text(file)))).map(([name, { message, stack }]) => ({
      type: 'Error',
      value: `${name} ${message ?? ''}\n${stack ?? ''}`,
      context: { error_code: 'SCRIPT_ERROR', cart_token: 'hWN1-a-cart-token', level: 'error' },
      timestamp: '2026-11-24T00:00:00.000Z',
    }));
    return to.faro(
      JSON.stringify({ meta: { app: { name: 'storefront', environment: 'production' } }, logs: [], exceptions })
    );
  },
});

const ecs = (file: string): Input => ({
  name: `ecs-${nameOf(file)}`,
  source: 'cloudwatch',
  send: (to) =>
    to.cloudwatch(
      '/ecs/checkout',
      'web/web/0123456789abcdef',
      text(file)
        .split('\n')
        .filter((line) => line !== '')
    ),
});

/** What other programs wrote. */
export const recorded = (): readonly Input[] => [
  ...globSync('alloy-firehose/{cw_logs_*,direct_put*}.json', { cwd: path.join(recordings, 'aws-logs'), posix: true })
    .filter((file) => !file.endsWith('.decoded.json'))
    .sort()
    .map((file) => firehose(`aws-logs/${file}`)),
  firehose('aws-logs/made-firehose-lambda-errors.json'),
  ...[
    'aws-logs/datadog/cloudwatch_log.json',
    'aws-logs/datadog/cloudwatch_log_coldstart.json',
    'aws-logs/datadog/cloudwatch_log_lambda_invocation.json',
    'aws-logs/datadog/cloudwatch_log_timeout.json',
    'aws-logs/datadog/cloudwatch_logs.json',
    'aws-logs/datadog/step_functions_log.json',
    'aws-logs/otel-awslogsencoding/two_records_different_extracted_fields.json',
    'aws-logs/otel-awslogsencoding/multiple_json_objects.json',
    'aws-logs/made-cw-lambda-errors.decoded.json',
  ].map(payload),
  awslogs('aws-logs/aws-lambda-go/cloudwatch-logs-event.json'),
  awslogs('aws-logs/made-awslogs-event.json'),
  ...['made-lambda-node-text.log', 'made-lambda-node-text-stdout-mode.log', 'made-lambda-node-json.ndjson'].map(
    (file) => lambda(file, () => lines(`aws-logs/${file}`))
  ),
  lambda('lambda-report-messages.json', () =>
    z.array(z.string()).parse(JSON.parse(text('aws-logs/datadog/lambda-report-messages.json')))
  ),
  access('aws-logs/lambda-promtail/albaccesslog.log', balancer),
  access('aws-logs/otel-awslogsencoding/alb_al_valid_logs.log', balancer),
  access('aws-logs/lambda-promtail/nlbaccesslog.log', { ...balancer, __aws_s3_lb: 'net/my-network/c6e77e28c25b2234' }),
  access('aws-logs/lambda-promtail/cloudfront.log', { __aws_log_type: 's3_cloudfront' }),
  access('aws-logs/lambda-promtail/s3accesslog.log', { __aws_log_type: 's3_access' }),
  access('aws-logs/otel-awslogsencoding/valid_s3_access_log.log', { __aws_log_type: 's3_access' }),
  access('aws-logs/otel-awslogsencoding/unknown_request_uri.log', { __aws_log_type: 's3_access' }),
  ...['albaccesslog', 'nlbaccesslog', 'cloudfront'].map((name): Input => ({
    name: `s3-object-${name}`,
    source: 's3',
    send: (to) => to.object(readFileSync(path.join(recordings, `aws-logs/lambda-promtail/${name}.log.gz`)), name),
  })),
  {
    name: 's3-object-made-amplify-access-log',
    source: 's3',
    send: (to) => to.object(Buffer.from(text('vercel-logs/made-amplify-access-log.csv')), 'amplify'),
  },
  pushed('aws-logs/made-firelens-records.ndjson', { job: 'fluent-bit' }),
  ...globSync('storefront-errors/*.{log,ndjson}', { cwd: recordings, posix: true })
    .sort()
    .map((file) => pushed(file)),
  ecs('storefront-errors/made-node-console-error.log'),
  ecs('storefront-errors/made-node-uncaught-exception.log'),
  ...globSync('vercel-logs/dacbd/*.json', { cwd: recordings, posix: true })
    .sort()
    .map((file) => vercel(file)),
  vercel('vercel-logs/documented/log-drain-docs-example.json', 'vercel-json'),
  vercel('vercel-logs/documented/log-drain-docs-example.ndjson', 'vercel-ndjson'),
  vercel('vercel-logs/made-log-drain-errors.json', 'vercel-json'),
  vercel('vercel-logs/made-log-drain-errors.ndjson', 'vercel-ndjson'),
  thrown('storefront-errors/tracekit-captured-errors.json'),
  thrown('storefront-errors/stacktrace-parser-captured-errors.json'),
];

/** What the snippets of this project write. */
export const snippets = (): readonly Input[] => {
  const file = (name: string) => own(`tests/fixtures/service-lines/${name}.ndjson`);
  return [
    ...['node', 'hydrogen', 'python'].map((name): Input => ({
      name: `snippet-${name}`,
      source: 'push',
      send: (to) => to.pushed('push', file(name), { service_name: name }),
    })),
    {
      name: 'snippet-lambda',
      source: 'cloudwatch',
      send: (to) => to.cloudwatch('/aws/lambda/snippet', '2026/11/24/[$LATEST]0', file('lambda')),
    },
    {
      name: 'snippet-nextjs',
      source: 'vercel',
      send: (to) =>
        to.vercel(
          file('nextjs').map((message) => ({
            id: '1',
            source: 'lambda',
            timestamp: 1,
            projectName: 'shop',
            environment: 'production',
            executionRegion: 'icn1',
            level: 'info',
            message,
          }))
        ),
    },
    {
      name: 'snippet-storefront',
      source: 'browser',
      send: (to) => all(file('storefront-faro').map((body) => () => to.faro(body))),
    },
  ];
};
