import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alloyStandIn, portOf, type StandIn } from '../testing/stand-in';
import { objectsOf } from './events';
import { linesOf, type Findings } from './lines';
import { readObject } from './read';
import { timeOf } from './time';

const written = '2026-11-23T10:00:00.000Z';
const objects = new Map<string, Buffer>();
let store: Server;
let alloy: StandIn;
let s3: S3Client;

beforeAll(async () => {
  store = createServer((request, response) => {
    const body = objects.get(decodeURIComponent(new URL(request.url ?? '/', 'http://s3').pathname));
    if (body === undefined) {
      response.writeHead(404, { 'Content-Type': 'application/xml' });
      response.end('<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>');
      return;
    }
    response.writeHead(200, { 'Last-Modified': new Date(written).toUTCString(), 'Content-Length': body.length });
    response.end(body);
  }).listen(0, '127.0.0.1');
  alloy = await alloyStandIn();
  s3 = new S3Client({
    endpoint: `http://127.0.0.1:${portOf(store)}`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'made-up', secretAccessKey: 'made-up' },
  });
});

beforeEach(() => {
  alloy.lines.length = 0;
  alloy.answers.length = 0;
});

afterAll(async () => {
  s3.destroy();
  store.close();
  await alloy.close();
});

const read = (key: string, labelling = {}) =>
  readObject(s3, { bucket: 'logs', key }, { url: alloy.url, waits: [1, 1] }, labelling);

async function all(body: Buffer, size = 7): Promise<{ lines: string[]; findings: Findings }> {
  const parts = Array.from({ length: Math.ceil(body.length / size) }, (_, i) =>
    body.subarray(i * size, (i + 1) * size)
  );
  const findings: Findings = { cut: 0, broken: undefined };
  const lines: string[] = [];
  for await (const line of linesOf(Readable.from(parts), findings)) {
    lines.push(line);
  }
  return { lines, findings };
}

describe('the S3 reader', () => {
  it('pushes the lines of a gzip with their own times, the service of the folder, and none taken for another', async () => {
    const time = Date.parse('2026-11-23T09:00:00Z');
    const lines = [
      '{"level":"error","time":"2026-11-23T09:00:00Z","order_id":5000000000085}',
      `{"level":50,"time":${time}}`,
      '2026-11-23 09:00:00,000 ERROR plain text',
      'no time at all',
    ];
    objects.set('/logs/checkout/2026/a b.gz', gzipSync(lines.join('\n')));
    expect(await read('checkout/2026/a b.gz')).toMatchObject({ lines: 4, cut: 0, broken: undefined });
    expect(alloy.lines.map(({ text }) => text)).toEqual(lines);
    expect(alloy.lines.map(({ ns }) => ns)).toEqual([
      BigInt(time) * 1_000_000n,
      BigInt(time) * 1_000_000n + 1n,
      BigInt(time) * 1_000_000n + 2n,
      BigInt(Date.parse(written)) * 1_000_000n + 3n,
    ]);
    expect(alloy.lines[0]?.labels).toEqual({ service_name: 'checkout' });
  });

  it('reads what is no gzip, and takes the service and environment that it is told', async () => {
    objects.set('/logs/app.log', Buffer.from('one\r\n\ntwo\n'));
    await read('app.log', { service: 'worker', environment: 'staging' });
    expect(alloy.lines.map(({ text, labels }) => [text, labels])).toEqual([
      ['one', { service_name: 'worker', environment: 'staging' }],
      ['two', { service_name: 'worker', environment: 'staging' }],
    ]);
  });

  it('gives what a truncated gzip still has, and says that it is broken', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `{"n":${i},"pad":"${Math.sin(i)}"}`);
    const packed = gzipSync(lines.join('\n'));
    objects.set('/logs/a/cut.gz', packed.subarray(0, packed.length / 2));
    const result = await read('a/cut.gz');
    expect(result.broken).toBe('unexpected end of file');
    expect(result.lines).toBeGreaterThan(1000);
    expect(alloy.lines[1000]?.text).toBe(lines[1000]);
  });

  it('tries again while Alloy is busy, and fails where it refuses', async () => {
    objects.set('/logs/a/b.log', Buffer.from('line\n'));
    alloy.answers.push(503, 429);
    expect((await read('a/b.log')).lines).toBe(1);
    alloy.answers.push(400);
    await expect(read('a/b.log')).rejects.toThrow('1 lines could not be sent to Alloy');
  });

  it('fails where the object is gone, so that the event comes again', async () => {
    await expect(read('nowhere')).rejects.toThrow('The specified key does not exist.');
    await expect(s3.send(new GetObjectCommand({ Bucket: 'logs', Key: 'nowhere' }))).rejects.toThrow();
  });

  it('splits lines alike however bytes arrive', async () => {
    const line = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !/[\r\n]/.test(text) && text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 50 }), fc.boolean(), async (lines, size, packed) => {
        const plain = Buffer.from(lines.join('\n'));
        fc.pre(packed || plain[0] !== 0x1f);
        const { lines: got } = await all(packed ? gzipSync(plain) : plain, size);
        expect(got).toEqual(lines.map((text) => Buffer.from(text).toString('utf8')));
      }),
      { numRuns: 60 }
    );
  });

  it('cuts a line of several megabytes once and reads on', async () => {
    const { lines, findings } = await all(Buffer.from(`${'x'.repeat(3_500_000)}\nnext\n`), 64_000);
    expect(lines.map((text) => text.length)).toEqual([1_000_000, 4]);
    expect(findings.cut).toBe(1);
  });
});

describe('times', () => {
  const otherwise = Date.parse(written);
  it.each([
    ['{"ts":1795424400.5}', 1795424400500],
    ['{"timestamp":"2026-11-23T18:00:00+09:00"}', Date.parse('2026-11-23T09:00:00Z')],
    ['{"time":"never"}', otherwise],
    ['{"time":"2036-01-01T00:00:00Z"}', otherwise],
    ['{broken', otherwise],
    ['[2026-11-23T09:00:00.250] hello', Date.parse('2026-11-23T09:00:00.250Z')],
  ])('of %s', (line, time) => {
    expect(timeOf(line, otherwise)).toBe(time);
  });
});

describe('events', () => {
  const record = { s3: { bucket: { name: 'logs' }, object: { key: 'a+b%2Fc.gz' } } };
  const direct = { Records: [record] };
  const object = [{ bucket: 'logs', key: 'a b/c.gz' }];

  it.each([
    ['S3', direct, object],
    ['SQS', { Records: [{ body: JSON.stringify(direct) }] }, object],
    [
      'SNS by SQS',
      { Records: [{ body: JSON.stringify({ Records: [{ Sns: { Message: JSON.stringify(direct) } }] }) }] },
      object,
    ],
    [
      'EventBridge',
      { 'detail-type': 'Object Created', detail: { bucket: { name: 'logs' }, object: { key: 'a b/c.gz' } } },
      object,
    ],
    ['a test of S3', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'logs' }, []],
  ])('of %s', (_, event, objectsInIt) => {
    expect(objectsOf(event)).toEqual(objectsInIt);
  });

  it('of something else are refused', () => {
    expect(() => objectsOf({ awslogs: { data: '' } })).toThrow('no notification of S3');
    expect(() => objectsOf({ Records: [{ kinesis: {} }] })).toThrow('no notification of S3');
  });
});
