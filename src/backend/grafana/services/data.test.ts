import { EventEmitter } from 'node:events';
import { create } from '@bufbuild/protobuf';
import { Metadata, type ServerUnaryCall } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PluginError } from '../errors';
import { QueryDataRequestSchema, type QueryDataRequest } from '../gen/backend_pb';
import { createLogger } from '../hclog';
import type { Middleware } from '../middleware';
import type { Instance } from '../plugin';
import { Redactor } from '../redactor';
import { createRuntime } from '../runtime';
import type { QueryAnswer } from '../wire/query-data-response';
import { queryData } from './data';

type Call = ServerUnaryCall<QueryDataRequest, readonly QueryAnswer[]>;
interface Answer {
  readonly error: unknown;
  readonly answers: readonly QueryAnswer[];
}

/** A call as grpc-js hands it over, without a deadline. */
function call(refIds: readonly string[]): Call {
  const none = () => {
    throw new Error('not asked for');
  };
  return Object.assign(new EventEmitter(), {
    request: create(QueryDataRequestSchema, { pluginContext: {}, queries: refIds.map((refId) => ({ refId })) }),
    metadata: new Metadata(),
    cancelled: false,
    getDeadline: () => Number.POSITIVE_INFINITY,
    sendMetadata: none,
    getPeer: none,
    getPath: none,
    getHost: none,
    getAuthContext: none,
    getMetricsRecorder: none,
  });
}

function ask(query: Instance['query'], refIds: readonly string[], middleware: readonly Middleware[] = []) {
  const log = createLogger({ write: () => undefined, now: () => 0 });
  const instance: Instance = query === undefined ? {} : { query };
  const runtime = createRuntime({ createInstance: () => instance }, { middleware }, log, new Redactor());
  const made = call(refIds);
  const answer = new Promise<Answer>((resolve) => {
    queryData(runtime)(made, (error, answers) => resolve({ error, answers: answers ?? [] }));
  });
  return { answer, cancel: () => made.emit('cancelled') };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<never>(() => undefined);

describe('queries', () => {
  it('that outlive thirty seconds answer so; their neighbours’ answers are kept', async () => {
    const { answer } = ask((_, { refId }) => (refId === 'slow' ? never : [{ fields: [] }]), ['slow', 'quick']);
    await vi.advanceTimersByTimeAsync(31_000);
    const { error, answers } = await answer;
    expect(error).toBeNull();
    expect(answers.map(({ refId, status, source }) => [refId, status, source])).toEqual([
      ['slow', 504, 'downstream'],
      ['quick', 200, undefined],
    ]);
  });

  it('that are cancelled end, though they do not heed the signal', async () => {
    const { answer, cancel } = ask(() => never, ['A']);
    await vi.advanceTimersByTimeAsync(10);
    cancel();
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await answer).answers.map(({ status }) => status)).toEqual([499]);
  });

  it('with columns of different length are the plugin’s fault', async () => {
    const field = (rows: number) => ({
      name: 'v',
      type: 'float64' as const,
      nullable: false,
      values: new Float64Array(rows),
    });
    const { answer } = ask(() => [{ fields: [field(1), field(2)] }], ['A']);
    await vi.advanceTimersByTimeAsync(0);
    expect((await answer).answers).toMatchObject([{ status: 500, source: 'plugin' }]);
  });
});

describe('middleware of the plugin', () => {
  const refuse: Middleware = () => {
    throw new PluginError('Not now.', { source: 'downstream', status: 503 });
  };

  it('may refuse a call and say whose fault that is', async () => {
    const { answer } = ask(() => [], ['A'], [refuse]);
    await vi.advanceTimersByTimeAsync(0);
    const { error } = await answer;
    expect(error).toMatchObject({ details: 'Not now.' });
  });

  it('that forgets to call next fails the call rather than hanging it', async () => {
    const { answer } = ask(() => [], ['A'], [() => ({ status: 'ok' })]);
    await vi.advanceTimersByTimeAsync(0);
    expect((await answer).error).not.toBeNull();
  });
});
