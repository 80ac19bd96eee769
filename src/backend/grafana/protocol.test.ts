import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PluginError } from './errors';
import { failureOf } from './failure';
import { numberField, timeField, type Frame } from './frame';
import { encodeFrameJson } from './frame-json';
import { decodeFrameJson } from './frame-json-decode';
import { handshakeLine, portRange, socketPath } from './handshake';
import { compose, type Middleware } from './middleware';
import { Contexts } from './context';
import { create } from '@bufbuild/protobuf';
import { PluginContextSchema } from './gen/backend_pb';
import { createLogger } from './hclog';

describe('generated codecs', () => {
  it('are what npm run proto makes of the .proto files', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'shopscope-proto-'));
    try {
      const run = spawnSync('npx', ['tsx', 'scripts/proto.ts', '--out', folder], { encoding: 'utf8' });
      expect(run.status, run.stderr).toBe(0);
      const committed = readdirSync('src/backend/grafana/gen').sort();
      expect(readdirSync(folder).sort()).toEqual(committed);
      for (const file of committed) {
        const [fresh, old] = [folder, 'src/backend/grafana/gen'].map((where) =>
          readFileSync(path.join(where, file), 'utf8')
        );
        expect(fresh === old, `${file} is out of date: npm run proto`).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the handshake', () => {
  it('names protocol, network, address and gRPC', () => {
    expect(handshakeLine({ network: 'unix', path: '/t/plugin1' }, {})).toBe('1|2|unix|/t/plugin1|grpc|\n');
    expect(handshakeLine({ network: 'tcp', port: 10001 }, { PLUGIN_MULTIPLEX_GRPC: 'true' })).toBe(
      '1|2|tcp|127.0.0.1:10001|grpc||false\n'
    );
  });

  it('takes folder and ports from the host', () => {
    expect(socketPath({ PLUGIN_UNIX_SOCKET_DIR: '/sockets' })).toMatch(/^\/sockets\/plugin[0-9a-f]{12}$/);
    const long = socketPath({ PLUGIN_UNIX_SOCKET_DIR: `/${'x'.repeat(120)}` });
    expect(Buffer.byteLength(long)).toBeLessThan(104);
    expect(portRange({ PLUGIN_MIN_PORT: '1', PLUGIN_MAX_PORT: '2' })).toEqual({ from: 1, to: 2 });
  });
});

describe('failures', () => {
  const withCode = (code: string) => Object.assign(new Error('x'), { code });
  it.each([
    [new PluginError('bad query', { source: 'plugin', status: 400 }), 'plugin', 400],
    [withCode('ECONNREFUSED'), 'downstream', 502],
    [Object.assign(new TypeError('fetch failed'), { cause: withCode('ENOTFOUND') }), 'downstream', 502],
    [new DOMException('late', 'TimeoutError'), 'downstream', 504],
    [new DOMException('gone', 'AbortError'), 'downstream', 499],
    [new TypeError('a bug'), 'plugin', 500],
    ['text', 'plugin', 500],
  ])('%s is the fault of %s', (error, source, status) => {
    expect(failureOf(error)).toMatchObject({ source, status });
  });

  it('show people only what was written for them', () => {
    expect(failureOf(new Error('password=hunter2 at 10.0.0.1')).message).not.toContain('hunter2');
    expect(failureOf(new PluginError('Choose a shop.', { source: 'plugin', status: 400 })).message).toBe(
      'Choose a shop.'
    );
  });
});

describe('JSON frames', () => {
  it('tell times below a millisecond, numbers JSON lacks, and whole 64-bit integers', () => {
    const frame = {
      name: 'n',
      fields: [
        { name: 't', type: 'time' as const, nullable: false, values: [1_500_000_001n, -1n] },
        numberField('v', [Number.NaN, Number.NEGATIVE_INFINITY]),
        { name: 'i', type: 'int64' as const, nullable: false, values: [2n ** 62n, 1n] },
      ],
    };
    const text = encodeFrameJson(frame, 'A');
    expect(text).toContain('4611686018427387904');
    expect(JSON.parse(text)).toMatchObject({
      schema: { refId: 'A', fields: [{ type: 'time' }, { type: 'number', typeInfo: { nullable: true } }, {}] },
      data: {
        values: [
          [1500, -1],
          [null, null],
          [expect.any(Number), 1],
        ],
        nanos: [[1, 999_999], null, null],
        entities: [null, { NaN: [0], NegInf: [1] }, null],
      },
    });
  });

  it('give back what went in', () => {
    const frame: Frame = {
      name: 'n "1234567890123456789"',
      refId: 'A',
      meta: { custom: { quoted: 'say "9999999999999999999"' } },
      fields: [
        { name: 't', type: 'time', nullable: true, values: [1_763_800_000_123_456_789n, null, -1n] },
        { name: 'v', type: 'float64', nullable: true, values: [Number.NaN, Number.NEGATIVE_INFINITY, 1e21] },
        { name: 'i', type: 'int64', nullable: true, values: [2n ** 63n - 1n, null, -(2n ** 63n)] },
        {
          name: 's',
          type: 'string',
          nullable: false,
          values: ['12345678901234567890', '한국어', '\\"'],
          labels: { a: 'b' },
        },
        { name: 'j', type: 'json', nullable: false, values: [{ a: [1] }, 'x', 5], config: { unit: 'short' } },
      ],
    };
    expect(decodeFrameJson(encodeFrameJson(frame))).toEqual(frame);
  });

  it('hold milliseconds of time fields', () => {
    expect(JSON.parse(encodeFrameJson({ fields: [timeField('t', [5, null])] }))).toMatchObject({
      data: { values: [[5, null]] },
    });
  });
});

describe('middleware', () => {
  const log = createLogger({ write: () => undefined, now: () => 0 });
  const call = {
    plugin: new Contexts(() => undefined).read(create(PluginContextSchema, {})),
    headers: new Map<string, string>(),
    signal: new AbortController().signal,
    deadline: 0,
    log,
  };

  it('runs from the outside in and back out', async () => {
    const seen: string[] = [];
    const step =
      (name: string): Middleware =>
      async (_, next) => {
        seen.push(`${name} in`);
        const outcome = await next();
        seen.push(`${name} out`);
        return outcome;
      };
    const outcome = await compose([step('a'), step('b')])({ endpoint: 'queryData', call }, () => ({ status: 'ok' }));
    expect([outcome, seen]).toEqual([{ status: 'ok' }, ['a in', 'b in', 'b out', 'a out']]);
  });
});
