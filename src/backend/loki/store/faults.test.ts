import { readFileSync } from 'node:fs';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it } from 'vitest';
import en from '../../../locales/en/loki.json';
import ko from '../../../locales/ko/loki.json';
import { LogError, logErrorCodes } from '../errors';
import { json, Player, text, type Play } from '../testing/server';
import { logNoticeCodes, type LogStore, type LokiEndpoint } from '../types';
import { lokiStore, type LokiParts } from './store';

const closing: Array<() => void> = [];

afterEach(() => {
  for (const close of closing.splice(0)) {
    close();
  }
});

const at = Date.UTC(2026, 10, 18);
const minute = 60_000;
const range = { query: {}, fromMs: at, toMs: at + 5 * minute };

function store(endpoint: Partial<LokiEndpoint>, parts: LokiParts = {}): LogStore {
  const whole: LokiEndpoint = { name: 'one', url: '', auth: { kind: 'none' }, selector: '{a=~".+"}', ...endpoint };
  const made = lokiStore([whole], { now: () => at, ...parts });
  closing.push(() => made.dispose());
  return made;
}

async function playing(answer: Play, endpoint: Partial<LokiEndpoint> = {}, parts: LokiParts = {}) {
  const player = await Player.start(answer);
  closing.push(player.close);
  return { player, logs: store({ url: player.url, ...endpoint }, parts) };
}

/** What became of lines asked for, whether told beside the answer or thrown as the query's fault. */
async function problemOf(logs: LogStore) {
  try {
    const { regions } = await logs.lines({ ...range, maxLines: 100 });
    return regions[0]?.failed;
  } catch (error) {
    return error instanceof LogError ? error.problem : error;
  }
}

const whole = JSON.stringify({
  status: 'success',
  data: {
    resultType: 'streams',
    encodingFlags: ['categorize-labels'],
    result: [{ stream: { a: 'b' }, values: [[`${at}000000`, 'a line', {}]] }],
  },
});

const sends =
  (status: number, body: string, headers = {}): Play =>
  (_, response) =>
    void text(response, status, body, headers);

describe('refusals of Loki, in its own words', () => {
  it.each([
    [400, 'parse error at line 1, col 18: syntax error: unexpected $end', { code: 'syntax', fault: 'query' }],
    [400, 'parse error : queries require at least one regexp or equality matcher that', { code: 'emptyMatcher' }],
    [
      400,
      'max entries limit per query exceeded, limit > max_entries_limit_per_query (100 > 0)',
      { code: 'tooManyLines' },
    ],
    [400, 'the query time range exceeds the limit (query length: 960h0m0s, limit: 721h0m0s)', { code: 'rangeTooLong' }],
    [400, 'something else', { code: 'refused', values: { reason: 'something else' } }],
    [401, 'no org id\n', { code: 'noTenant', fault: 'settings' }],
    [401, 'Unauthorized', { code: 'unauthorized', fault: 'settings' }],
    [403, '<html>denied</html>', { code: 'forbidden', values: { reason: '-' } }],
    [404, '404 page not found', { code: 'notFound', fault: 'settings' }],
    [500, 'multiple org IDs present', { code: 'tenantRefused', fault: 'settings' }],
    [500, 'approx_topk is not enabled. See -limits.shard_aggregations', { code: 'serverError', fault: 'loki' }],
    [429, 'rate limited', { code: 'rateLimited', fault: 'loki' }],
    [502, '<html>Bad Gateway</html>', { code: 'serverError', values: { status: 502, reason: '-' } }],
  ])('%i %s', async (status, body, expected) => {
    const { logs } = await playing(sends(status, body, { 'Retry-After': '0' }));
    expect(await problemOf(logs)).toMatchObject(expected);
  });

  it.each([
    'error.max_series.txt',
    'error.max_points.txt',
    'error.query_length.txt',
    'error.empty_matcher.txt',
    'error.parse.txt',
  ])('are known as they were recorded: %s', async (file) => {
    let body: string;
    try {
      body = readFileSync(`../shared/fixtures/loki/${file}`, 'utf8');
    } catch {
      console.log(`The recorded answer ${file} is not here: nothing was compared.`);
      return;
    }
    const { logs } = await playing(sends(400, body));
    const problem = await problemOf(logs);
    expect(problem).toMatchObject({ fault: 'query' });
    expect(problem).not.toMatchObject({ code: 'refused' });
  });

  it('have control characters taken out, and an end', async () => {
    const { logs } = await playing(sends(500, `a\u0000\u001b[31m\n${'x'.repeat(1_000)}`));
    expect(JSON.stringify(await problemOf(logs))).toMatch(/"reason":"a \[31m x{290,296}…"/);
  });
});

describe('what is no answer', () => {
  it.each<readonly [string, Play, object]>([
    [
      'a page of HTML',
      (_, r) => void r.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Sign in</html>'),
      { code: 'notLoki' },
    ],
    ['JSON that breaks off', (_, r) => void json(r, whole.slice(0, 40)), { code: 'truncatedBody' }],
    [
      'JSON of another service',
      (_, r) => void json(r, { status: 'success', data: { resultType: 'vector' } }),
      { code: 'unexpectedAnswer' },
    ],
    ['a time that is none', (_, r) => void json(r, whole.replace(`${at}000000`, '-1')), { code: 'unexpectedAnswer' }],
    [
      'a body shorter than announced',
      (_, r) => {
        r.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 9_999 });
        r.write(whole);
        setTimeout(() => r.destroy(), 20);
      },
      { code: 'truncatedBody' },
    ],
    ['a connection that closes', (_, __, request) => void request.socket.destroy(), { code: 'connectionFailed' }],
  ])('%s', async (_, answer, expected) => {
    const { logs } = await playing(answer);
    expect(await problemOf(logs)).toMatchObject(expected);
  });

  it('a redirect, whose target hears nothing', async () => {
    const { player } = await playing(sends(200, ''));
    const { logs } = await playing(sends(307, '', { Location: `${player.url}/x` }), {
      auth: { kind: 'bearer', token: 'secret' },
    });
    expect(await problemOf(logs)).toMatchObject({
      code: 'redirected',
      values: { target: player.url.replace('http://', '') },
    });
    expect(player.seen).toEqual([]);
  });

  it('one that takes too long, and its connection is closed', async () => {
    const closed: Array<Promise<void>> = [];
    const { logs } = await playing(
      (_, response) => void closed.push(new Promise((resolve) => void response.on('close', resolve))),
      {},
      { caps: { milliseconds: 200 } }
    );
    expect(await problemOf(logs)).toMatchObject({ code: 'timedOut' });
    await Promise.all(closed);
  });

  it('one that its caller no longer wants', async () => {
    const { logs, player } = await playing(() => undefined);
    const controller = new AbortController();
    const asked = logs.lines({ ...range, maxLines: 1, signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(player.seen).toHaveLength(1);
    await expect(logs.lines({ ...range, maxLines: 1, signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(player.seen).toHaveLength(1);
  });

  it('a name that leads to a metadata service, or to nothing', async () => {
    const to = (address: string) =>
      store({ url: 'http://loki.example:3100' }, { resolve: () => Promise.resolve([address]) });
    expect(await problemOf(to('169.254.169.254'))).toMatchObject({ code: 'addressForbidden' });
    expect(await problemOf(to('::ffff:a9fe:a9fe'))).toMatchObject({ code: 'addressForbidden' });
    const silent = store(
      { url: 'http://loki.example' },
      { resolve: () => new Promise(() => undefined), caps: { milliseconds: 100 } }
    );
    expect(await problemOf(silent)).toMatchObject({ code: 'timedOut' });
    const unknown = store({ url: 'http://loki.example' }, { resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await problemOf(unknown)).toMatchObject({ code: 'connectionFailed', values: { reason: 'ENOTFOUND' } });
  });
});

describe('a failure that passes', () => {
  it.each<readonly [string, Play]>([
    ['502', sends(502, 'Bad Gateway')],
    ['429', sends(429, 'slow down', { 'Retry-After': '0' })],
    ['a closed connection', (_, __, request) => void request.socket.destroy()],
  ])('is not told: %s', async (_, fails) => {
    let turn = 0;
    const { logs } = await playing((seen, response, request) => {
      turn += 1;
      if (turn === 1) {
        fails(seen, response, request);
      } else {
        json(response, whole);
      }
    });
    expect((await logs.lines({ ...range, maxLines: 10 })).data).toHaveLength(1);
  });
});

describe('odd answers', () => {
  const lines = async (result: unknown, flags: object = { encodingFlags: ['categorize-labels'] }) => {
    const { logs } = await playing(
      (_, r) => void json(r, { status: 'success', data: { resultType: 'streams', ...flags, result } })
    );
    return await logs.lines({ ...range, maxLines: 10 });
  };

  it('lines out of order, at the same time or outside of the range', async () => {
    const { data } = await lines([
      {
        stream: { a: '1' },
        values: [
          [`${at}000001`, 'x'],
          [`${at}000003`, 'y'],
          [`${at - 1}000000`, 'before'],
          ['9223372036854775807', 'far ahead'],
        ],
      },
      {
        stream: { a: '2' },
        values: [
          [`${at}000003`, 'y'],
          [`${at}000002`, 'z'],
        ],
      },
    ]);
    expect(data.map(({ ns, line }) => `${ns.slice(-1)}${line}`)).toEqual(['3y', '3y', '2z', '1x']);
  });

  it('hostile bytes stay what they are', async () => {
    const nasty = '\u0000\u001b]0;x\u0007\u202e <script>{"order_id":"1"}\ufffd';
    const { data } = await lines([
      { stream: { a: '1' }, values: [[`${at}000001`, nasty, { structuredMetadata: { order_id: '\u0000' } }]] },
    ]);
    expect(data[0]).toMatchObject({ line: nasty, metadata: { order_id: '\u0000' } });
  });

  it('metadata among the labels, where a proxy drops the header', async () => {
    const { data } = await lines([{ stream: { a: '1', order_id: '5' }, values: [[`${at}000001`, 'x']] }], {});
    expect(data[0]?.metadata['order_id']).toBe('5');
  });

  it('pages too large are asked for in smaller ones', async () => {
    const limits: number[] = [];
    const { logs } = await playing(
      ({ parameters }, response) => {
        const limit = Number(parameters.get('limit'));
        limits.push(limit);
        const values = Array.from({ length: Math.min(limit, 20) }, (_, each) => [
          `${at}0000${50 - each}`,
          'x'.repeat(10_000),
          {},
        ]);
        json(response, {
          status: 'success',
          data: { resultType: 'streams', encodingFlags: ['categorize-labels'], result: [{ stream: {}, values }] },
        });
      },
      {},
      { caps: { answerBytes: 100_000, bytes: 1_000_000 } }
    );
    const { data, regions } = await logs.lines({ ...range, maxLines: 64 });
    expect(limits.slice(0, 2)).toEqual([64, 8]);
    expect(data.length).toBeGreaterThan(7);
    expect(regions[0]?.failed).toBeUndefined();
  });

  it('one line too large is told', async () => {
    const { logs } = await playing(
      (_, r) => void json(r, whole.replace('a line', 'x'.repeat(200_000))),
      {},
      { caps: { answerBytes: 100_000 } }
    );
    expect(await problemOf(logs)).toMatchObject({ code: 'answerTooLarge', fault: 'query' });
  });
});

describe('who asks', () => {
  it('is told by header', async () => {
    const { logs, player } = await playing((_, r) => void json(r, whole), {
      tenant: 'shop',
      auth: { kind: 'basic', user: 'reader', password: 'pässword' },
    });
    await problemOf(logs);
    expect(player.seen[0]?.headers).toMatchObject({
      'x-scope-orgid': 'shop',
      authorization: `Basic ${Buffer.from('reader:pässword').toString('base64')}`,
    });
    const { logs: other, player: heard } = await playing((_, r) => void json(r, whole), {
      auth: { kind: 'bearer', token: 'abc' },
    });
    await problemOf(other);
    expect(heard.seen[0]?.headers.authorization).toBe('Bearer abc');
  });

  it('without a secret is not even tried', async () => {
    const { logs, player } = await playing(sends(200, ''), { auth: { kind: 'bearer', token: '' } });
    expect(await problemOf(logs)).toMatchObject({ code: 'secretMissing', values: { what: 'token' } });
    expect(player.seen).toEqual([]);
  });

  it('is known by certificate, and so is Loki', async () => {
    const pair = async (name: string) =>
      await generate([{ name: 'commonName', value: name }], {
        extensions: [
          { name: 'basicConstraints', cA: true },
          { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
        ],
      });
    const [server, client] = [await pair('loki.example'), await pair('client.example')];
    const player = await Player.start((_, r) => void json(r, whole), {
      key: server.private,
      cert: server.cert,
      ca: [client.cert],
      requestCert: true,
      rejectUnauthorized: true,
    });
    closing.push(player.close);
    const url = player.url.replace('127.0.0.1', 'loki.example');
    const resolve = () => Promise.resolve(['127.0.0.1']);
    const mine = { cert: client.cert, key: client.private };
    const asked = async (tls: NonNullable<LokiEndpoint['tls']>) => await problemOf(store({ url, tls }, { resolve }));
    expect(await asked({ ca: server.cert, ...mine })).toBeUndefined();
    expect(await asked({ skipVerify: true, ...mine })).toBeUndefined();
    expect(await asked({ ...mine })).toMatchObject({ code: 'tlsFailed' });
    expect(await asked({ ca: server.cert, ...mine, serverName: 'other.example' })).toMatchObject({ code: 'tlsFailed' });
    expect(await asked({ ca: server.cert })).toMatchObject({ code: 'tlsFailed' });
  });
});

describe('the catalogue', () => {
  it.each([en, ko])('has words for every error and notice', (catalogue) => {
    const keys = [...logErrorCodes.map((code) => `error.${code}`), ...logNoticeCodes.map((code) => `notice.${code}`)];
    expect(
      Object.keys(catalogue)
        .filter((key) => !key.startsWith('health.'))
        .sort()
    ).toEqual(keys.sort());
  });
});
