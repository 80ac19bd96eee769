import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alloyStandIn, portOf, type StandIn } from '../testing/stand-in';
import { createDrain } from './drain';

const secret = 'made-up-secret';
const fixtures = '../shared/fixtures/vercel-logs';
const told: unknown[] = [];
let alloy: StandIn;
let drain: Server;

beforeAll(async () => {
  alloy = await alloyStandIn();
  drain = createDrain({
    secret,
    verify: 'code-1',
    target: { url: alloy.url, waits: [] },
    log: (entry) => told.push(entry),
  });
  await new Promise<void>((resolve) => drain.listen(0, '127.0.0.1', resolve));
});

beforeEach(() => {
  told.length = 0;
  alloy.lines.length = 0;
  alloy.answers.length = 0;
});

afterAll(async () => {
  drain.close();
  await alloy.close();
});

const sign = (body: string, key = secret) => createHmac('sha1', key).update(body).digest('hex');
const deliver = (body: string, signature: string | undefined = sign(body)) =>
  fetch(`http://127.0.0.1:${portOf(drain)}/`, {
    method: 'POST',
    body,
    headers: signature === '' ? {} : { 'x-vercel-signature': signature },
  });
const one = { id: '1', timestamp: 1795424400123, projectName: 'shop', level: 'error', message: 'it failed' };

describe('the Vercel drain', () => {
  it('answers the handshake', async () => {
    const answer = await deliver('[]');
    expect([answer.status, answer.headers.get('x-vercel-verify')]).toEqual([200, 'code-1']);
  });

  it.each([
    ['an array', JSON.stringify([one, { ...one, id: '2' }])],
    ['NDJSON', `${JSON.stringify(one)}\n${JSON.stringify({ ...one, id: '2' })}\n`],
  ])('passes %s on', async (_, body) => {
    expect((await deliver(body)).status).toBe(200);
    expect(alloy.lines.map(({ ns, labels, text }): unknown[] => [ns, labels, JSON.parse(text)])).toEqual([
      [1795424400123000000n, { service_name: 'shop' }, one],
      [1795424400123000001n, { service_name: 'shop' }, { ...one, id: '2' }],
    ]);
  });

  it.each([
    ['wrong', sign('[]', 'another')],
    ['that of another body', sign('[1]')],
    ['missing', ''],
    ['no hex', 'x'.repeat(40)],
    ['too short', 'ab'],
  ])('refuses a signature that is %s', async (_, signature) => {
    expect((await deliver(JSON.stringify([one]), signature)).status).toBe(401);
    expect(alloy.lines).toEqual([]);
    expect(told).toHaveLength(1);
  });

  it('leaves out bad records alone', async () => {
    expect((await deliver(`${JSON.stringify(one)}\n{"broken\n{"no":"time"}`)).status).toBe(200);
    expect(alloy.lines).toHaveLength(1);
    expect(told).toEqual([expect.objectContaining({ bad: 2 })]);
  });

  it('asks Vercel to deliver again where Alloy is away', async () => {
    alloy.answers.push(503);
    expect((await deliver(JSON.stringify([one]))).status).toBe(502);
  });

  it('refuses what is too long', async () => {
    expect((await deliver('x'.repeat(10_000_001))).status).toBe(413);
  });

  it('wants its secrets', () => {
    expect(() => createDrain({ secret: '', verify: 'v', target: { url: alloy.url }, log: () => undefined })).toThrow(
      'needed'
    );
  });

  it.skipIf(!existsSync(fixtures))('takes recorded deliveries whole', async () => {
    for (const file of ['made-log-drain-errors.json', 'made-log-drain-errors.ndjson', 'dacbd/sample_2.json']) {
      alloy.lines.length = 0;
      expect((await deliver(readFileSync(`${fixtures}/${file}`, 'utf8'))).status).toBe(200);
      expect(alloy.lines.length, file).toBeGreaterThan(1);
    }
    expect(told).toEqual([]);
  });
});
