import type { ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js';
import { after, type Awaitable } from './after';
import { CallWatch } from './call-watch';
import { callHeaders, traceparentOf, type Contexts } from './context';
import type { Deadlines } from './deadlines';
import { failureOf, type Failure } from './failure';
import type { PluginContext as PluginContextMessage } from './gen/backend_pb';
import type { Instances } from './instances';
import type { Logger } from './log';
import type { Asker, Messages } from './messages';
import type { Metrics } from './metrics';
import type { Endpoint, Middleware, MiddlewareContext, Outcome } from './middleware';
import type { CallContext, Instance, PluginContext } from './plugin';

/** What every service needs to answer a call. */
export interface Runtime {
  readonly instances: Instances;
  readonly contexts: Contexts;
  readonly deadlines: Deadlines;
  /** Whether a resource may take as long as the host waits. */
  isLong(path: string): boolean;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly middleware: Middleware;
  /** What the room says, in the language of whoever asked. */
  messages(asker: Asker): Messages;
}

type GrpcCall = ServerUnaryCall<object, object> | ServerWritableStream<object, object>;

interface Request {
  readonly pluginContext?: PluginContextMessage | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Arrival {
  readonly endpoint: Endpoint;
  readonly call: GrpcCall;
  readonly request: Request;
}

/** One call from its arrival to its answer. Exactly one of `done` and `failed` is called, once. */
export interface CallSteps<Result> extends Arrival {
  /** A stream: it has no deadline of its own. */
  readonly isEndless?: boolean;
  run(instance: Instance, context: CallContext): Awaitable<Result>;
  /** How the answer counts; well, where this is left out. */
  outcome?(result: Result): Outcome;
  done(result: Result): void;
  failed(failure: Failure): void;
}

/** Calls that name no deadline get this long. */
const defaultDeadline = 30_000;
const well: Outcome = { status: 'ok' };

function deadlineOf(call: GrpcCall, isEndless: boolean): { readonly at: number; readonly isNamed: boolean } {
  const named = call.getDeadline();
  const at = typeof named === 'number' ? named : named.getTime();
  if (Number.isFinite(at)) {
    return { at, isNamed: true };
  }
  return { at: isEndless ? Number.MAX_SAFE_INTEGER : Date.now() + defaultDeadline, isNamed: isEndless };
}

function logFields(endpoint: Endpoint, plugin: PluginContext, traceparent: string | undefined) {
  return {
    endpoint,
    pluginId: plugin.pluginId,
    ...(plugin.dataSource === undefined ? {} : { dsUID: plugin.dataSource.uid, dsName: plugin.dataSource.name }),
    ...(traceparent === undefined ? {} : { traceID: traceparent.split('-')[1] }),
  };
}

function callContext(runtime: Runtime, { endpoint, call, request }: Arrival, watch: CallWatch): CallContext {
  const headers = callHeaders(request.headers);
  const plugin = runtime.contexts.read(request.pluginContext, () => runtime.messages({ headers }));
  const traceparent = traceparentOf(call.metadata);
  let log: Logger | undefined;
  return {
    plugin,
    headers,
    deadline: watch.deadline,
    get signal() {
      return watch.signal;
    },
    get log() {
      log ??= runtime.log.with(logFields(endpoint, plugin, traceparent));
      return log;
    },
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** Runs one call: its context with deadline and cancellation, the middlewares, its instance, and the answer. */
export function runCall<Result>(runtime: Runtime, steps: CallSteps<Result>): void {
  const { at, isNamed } = deadlineOf(steps.call, steps.isEndless ?? false);
  const watch = new CallWatch(at);
  // gRPC itself keeps a deadline that the host names; the room keeps its own.
  if (!isNamed) {
    runtime.deadlines.add(watch);
  }
  steps.call.on('cancelled', () => watch.cancel());
  const finish = (answer: () => void) => {
    watch.close();
    runtime.deadlines.delete(watch);
    answer();
  };
  const failureOfCall = (error: unknown) =>
    failureOf(error, runtime.messages({ headers: callHeaders(steps.request.headers) }));
  const failed = (error: unknown) => {
    runtime.log.error('a call could not be run', { endpoint: steps.endpoint, error });
    finish(() => steps.failed(failureOfCall(error)));
  };
  void after(
    () => answerCall(runtime, steps, watch),
    ({ outcome, answer }) =>
      finish(() => {
        if (outcome.failure === undefined && answer !== undefined) {
          steps.done(answer.value);
        } else {
          steps.failed(outcome.failure ?? failureOfCall(new Error('A middleware did not call next.')));
        }
      }),
    failed
  );
}

interface Answered<Result> {
  readonly outcome: Outcome;
  readonly answer: { readonly value: Result } | undefined;
}

function answerCall<Result>(runtime: Runtime, steps: CallSteps<Result>, watch: CallWatch): Awaitable<Answered<Result>> {
  let answer: { readonly value: Result } | undefined;
  const context: MiddlewareContext = { endpoint: steps.endpoint, call: callContext(runtime, steps, watch) };
  const work = (): Awaitable<Outcome> =>
    after(
      () => runtime.instances.use(context.call.plugin, (instance) => steps.run(instance, context.call)),
      (value) => {
        answer = { value };
        return steps.outcome?.(value) ?? well;
      },
      (error) => {
        throw error;
      }
    );
  const outcome = runtime.middleware(context, work);
  return outcome instanceof Promise ? outcome.then((settled) => ({ outcome: settled, answer })) : { outcome, answer };
}
