import type { ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js';
import { callHeaders, pluginContext, traceparentOf } from './context';
import type { PluginContext as PluginContextMessage } from './gen/backend_pb';
import { failureOf } from './failure';
import type { Instances } from './instances';
import type { Logger } from './log';
import type { Metrics } from './metrics';
import type { Endpoint, Middleware } from './middleware';
import type { CallContext, Instance } from './plugin';

/** What every service needs to answer a call. */
export interface Runtime {
  readonly instances: Instances;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly middleware: Middleware;
}

type Call = ServerUnaryCall<object, object> | ServerWritableStream<object, object>;

interface Request {
  readonly pluginContext?: PluginContextMessage | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls that name no deadline get this long. */
const defaultDeadline = 30_000;

function deadlineOf(call: Call, fallback: number | undefined): number {
  const named = call.getDeadline();
  const at = typeof named === 'number' ? named : named.getTime();
  return Number.isFinite(at) ? at : fallback === undefined ? Number.MAX_SAFE_INTEGER : Date.now() + fallback;
}

/** Aborts when the host cancels or the deadline passes; `done` clears the timer. */
function watch(call: Call, deadline: number): { readonly signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  call.on('cancelled', () => controller.abort(new DOMException('Grafana cancelled the call.', 'AbortError')));
  const left = deadline - Date.now();
  if (left > 2 ** 31 - 1) {
    return { signal: controller.signal, done: () => undefined };
  }
  const timer = setTimeout(
    () => controller.abort(new DOMException('The call took longer than it was given.', 'TimeoutError')),
    Math.max(0, left)
  );
  return { signal: controller.signal, done: () => clearTimeout(timer) };
}

/**
 * Runs one call: finds its instance, gives it a context with deadline and cancellation, passes the middlewares, counts it.
 * Long-lived calls (`endless`) have no deadline of their own.
 */
export async function runCall<Result>(
  runtime: Runtime,
  endpoint: Endpoint,
  call: Call,
  request: Request,
  run: (instance: Instance, context: CallContext) => Promise<Result>,
  endless = false
): Promise<Result> {
  const began = performance.now();
  const deadline = deadlineOf(call, endless ? undefined : defaultDeadline);
  const { signal, done } = watch(call, deadline);
  try {
    const plugin = pluginContext(request.pluginContext);
    const traceparent = traceparentOf(call.metadata);
    const context: CallContext = {
      plugin,
      headers: callHeaders(request.headers ?? {}),
      signal,
      deadline,
      log: runtime.log.with({
        endpoint,
        pluginId: plugin.pluginId,
        ...(plugin.dataSource === undefined ? {} : { dsUID: plugin.dataSource.uid, dsName: plugin.dataSource.name }),
        ...(traceparent === undefined ? {} : { traceID: traceparent.split('-')[1] }),
      }),
      ...(traceparent === undefined ? {} : { traceparent }),
    };
    const result = await runtime.instances.use(plugin, async (instance) => {
      let answer: { readonly value: Result } | undefined;
      await runtime.middleware({ endpoint, call: context }, async () => {
        answer = { value: await run(instance, context) };
        return answer.value;
      });
      if (answer === undefined) {
        throw new Error('A middleware did not call next.');
      }
      return answer.value;
    });
    runtime.metrics.record(endpoint, 'ok', '', (performance.now() - began) / 1000);
    return result;
  } catch (error) {
    const { message, source } = failureOf(error);
    runtime.metrics.record(
      endpoint,
      signal.aborted ? 'cancelled' : 'error',
      source,
      (performance.now() - began) / 1000
    );
    runtime.log[signal.aborted ? 'debug' : 'error']('call failed', {
      endpoint,
      message,
      source,
      ...(source === 'plugin' ? { error } : {}),
    });
    throw error;
  } finally {
    done();
  }
}
