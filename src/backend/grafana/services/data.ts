import { create } from '@bufbuild/protobuf';
import type { handleServerStreamingCall, handleUnaryCall } from '@grpc/grpc-js';
import { encodeFrame } from '../arrow/encode';
import { runCall, type Runtime } from '../call';
import { dataQuery } from '../context';
import { PluginError } from '../errors';
import { failureOf } from '../failure';
import type { Frame } from '../frame';
import {
  DataResponseSchema,
  QueryChunkedDataResponseSchema,
  QueryDataResponseSchema,
  type DataQuery as DataQueryMessage,
  type DataResponse,
  type QueryChunkedDataRequest,
  type QueryChunkedDataResponse,
  type QueryDataRequest,
  type QueryDataResponse,
} from '../gen/backend_pb';
import { callFailure } from '../grpc/status';
import type { CallContext, Instance } from '../plugin';
import { writeAll } from './write';

async function framesOf(
  instance: Instance,
  context: CallContext,
  message: DataQueryMessage
): Promise<readonly Frame[]> {
  if (instance.query === undefined) {
    throw new PluginError('This plugin answers no queries.', { source: 'plugin', status: 501 });
  }
  return instance.query(context, dataQuery(message));
}

async function respond(instance: Instance, context: CallContext, message: DataQueryMessage): Promise<DataResponse> {
  try {
    const frames = await framesOf(instance, context, message);
    return create(DataResponseSchema, {
      frames: frames.map((frame) => encodeFrame(frame, message.refId)),
      status: 200,
    });
  } catch (error) {
    const { message: text, status, source } = failureOf(error);
    context.log.warn('query failed', { refId: message.refId, message: text, status, source });
    return create(DataResponseSchema, { error: text, status, errorSource: source });
  }
}

/** Answers every query of a request by its refId; a failing one leaves its neighbours alone. */
export function queryData(runtime: Runtime): handleUnaryCall<QueryDataRequest, QueryDataResponse> {
  return (call, callback) => {
    const { queries } = call.request;
    runCall(runtime, 'queryData', call, call.request, async (instance, context) => {
      const responses = await Promise.all(queries.map((query) => respond(instance, context, query)));
      const byRefId = Object.fromEntries(queries.map((query, index) => [query.refId, responses[index]]));
      return create(QueryDataResponseSchema, { responses: byRefId as Record<string, DataResponse> });
    }).then(
      (response) => callback(null, response),
      (error: unknown) => callback(callFailure(failureOf(error).message, failureOf(error).source))
    );
  };
}

function chunks(response: DataResponse, refId: string): QueryChunkedDataResponse[] {
  const { status, error, errorSource } = response;
  // Hosts decode a chunk's frame before they look at its error, so an error carries an empty one.
  const frames = response.frames.length > 0 ? response.frames : [encodeFrame({ fields: [] }, refId)];
  return frames.map((frame, index) =>
    create(QueryChunkedDataResponseSchema, { refId, frameId: `${refId}-${index}`, frame, status, error, errorSource })
  );
}

/** The same answers as `queryData`, sent frame by frame as they are ready. */
export function queryChunkedData(
  runtime: Runtime
): handleServerStreamingCall<QueryChunkedDataRequest, QueryChunkedDataResponse> {
  return (call) => {
    runCall(runtime, 'queryChunkedData', call, call.request, async (instance, context) => {
      await Promise.all(
        call.request.queries.map(async (query) => {
          const response = await respond(instance, context, query);
          await writeAll(call, chunks(response, query.refId), context.signal);
        })
      );
    }).then(
      () => call.end(),
      (error: unknown) => call.emit('error', callFailure(failureOf(error).message, failureOf(error).source))
    );
  };
}
