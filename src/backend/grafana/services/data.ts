import { create } from '@bufbuild/protobuf';
import type { handleServerStreamingCall, handleUnaryCall } from '@grpc/grpc-js';
import { after, all, untilAborted, type Awaitable } from '../after';
import { encodeFrame } from '../arrow/encode';
import { runCall, type Runtime } from '../call';
import { dataQuery, parseJson } from '../context';
import { PluginError } from '../errors';
import { failureOf } from '../failure';
import type { Frame } from '../frame';
import {
  QueryChunkedDataResponseSchema,
  type DataQuery as DataQueryMessage,
  type QueryChunkedDataRequest,
  type QueryChunkedDataResponse,
  type QueryDataRequest,
} from '../gen/backend_pb';
import { callFailure } from '../grpc/status';
import type { Asker } from '../messages';
import type { Outcome } from '../middleware';
import type { CallContext, Instance } from '../plugin';
import type { QueryAnswer } from '../wire/query-data-response';
import { writeAll } from './write';

function framesOf(
  runtime: Runtime,
  instance: Instance,
  context: CallContext,
  message: DataQueryMessage
): Awaitable<readonly Frame[]> {
  if (instance.query === undefined) {
    throw new PluginError(runtime.messages(context).noQueries, { source: 'plugin', status: 501 });
  }
  const query = dataQuery(message, () => runtime.messages(context).queryNotJson);
  const work = instance.query(context, query);
  return work instanceof Promise ? untilAborted(work, context.signal) : work;
}

/** Who gets a failed query's message; the model names a language, if it can be read at all. */
function askerOf({ headers, plugin }: CallContext, { json }: DataQueryMessage): Asker {
  try {
    return { headers, plugin, model: parseJson(json, () => '') };
  } catch {
    return { headers, plugin };
  }
}

/** Answers one query; never throws. A query that outlives the call's deadline answers so, beside those that were in time. */
function answer(
  runtime: Runtime,
  instance: Instance,
  context: CallContext,
  message: DataQueryMessage
): Awaitable<QueryAnswer> {
  const { refId } = message;
  return after<readonly Frame[], QueryAnswer>(
    () => framesOf(runtime, instance, context, message),
    (frames) => ({ refId, status: 200, frames: frames.map((frame) => encodeFrame(frame, refId)) }),
    (thrown) => {
      const { message: text, status, source, error } = failureOf(thrown, runtime.messages(askerOf(context, message)));
      if (status !== 499) {
        context.log[source === 'plugin' ? 'error' : 'warn']('query failed', { refId, message: text, status, error });
      }
      return { refId, status, error: text, source, frames: [] };
    }
  );
}

/** A request with a failed query counts as failed; as the plugin's fault if any of the failures is. */
function outcomeOf(answers: readonly QueryAnswer[]): Outcome {
  const failed = answers.filter(({ error }) => error !== undefined);
  if (failed.length === 0) {
    return { status: 'ok' };
  }
  const source = failed.some((each) => each.source === 'plugin') ? 'plugin' : 'downstream';
  return { status: failed.every(({ status }) => status === 499) ? 'cancelled' : 'error', source };
}

/** Answers every query of a request by its refId, all at one time; a failing one leaves its neighbours alone. */
export function queryData(runtime: Runtime): handleUnaryCall<QueryDataRequest, readonly QueryAnswer[]> {
  return (call, callback) => {
    const { queries } = call.request;
    runCall<readonly QueryAnswer[]>(runtime, {
      endpoint: 'queryData',
      call,
      request: call.request,
      run: (instance, context) => all(queries.map((query) => answer(runtime, instance, context, query))),
      outcome: outcomeOf,
      done: (answers) => callback(null, answers),
      failed: ({ message, source }) => callback(callFailure(message, source)),
    });
  };
}

function chunks({ refId, frames, status, error = '', source }: QueryAnswer): QueryChunkedDataResponse[] {
  // Hosts decode a chunk's frame before they look at its error, so an error carries an empty one.
  const some = frames.length > 0 ? frames : [encodeFrame({ fields: [] }, refId)];
  return some.map((frame, index) =>
    create(QueryChunkedDataResponseSchema, {
      refId,
      frameId: `${refId}-${index}`,
      frame: new Uint8Array(frame),
      status,
      error,
      errorSource: source ?? '',
    })
  );
}

/** The same answers as `queryData`, sent frame by frame as they are ready. */
export function queryChunkedData(
  runtime: Runtime
): handleServerStreamingCall<QueryChunkedDataRequest, QueryChunkedDataResponse> {
  return (call) => {
    const { queries } = call.request;
    runCall<readonly QueryAnswer[]>(runtime, {
      endpoint: 'queryChunkedData',
      call,
      request: call.request,
      run: (instance, context) =>
        Promise.all(
          queries.map(async (query) => {
            const answered = await answer(runtime, instance, context, query);
            await writeAll(call, chunks(answered), context.signal);
            return answered;
          })
        ),
      outcome: outcomeOf,
      done: () => call.end(),
      failed: ({ message, source }) => call.emit('error', callFailure(message, source)),
    });
  };
}
