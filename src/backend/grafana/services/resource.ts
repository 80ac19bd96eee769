import { create } from '@bufbuild/protobuf';
import type { handleServerStreamingCall } from '@grpc/grpc-js';
import { runCall, type Runtime } from '../call';
import { PluginError } from '../errors';
import { CallResourceResponseSchema, type CallResourceRequest, type CallResourceResponse } from '../gen/backend_pb';
import { callFailure } from '../grpc/status';
import type { ResourcePart, ResourceRequest } from '../plugin';
import { writeAll } from './write';

function resourceRequest(message: CallResourceRequest): ResourceRequest {
  return {
    path: message.path.replace(/^\/+/, ''),
    method: message.method,
    url: message.url,
    headers: new Map(Object.entries(message.headers).map(([name, { values }]) => [name.toLowerCase(), values])),
    body: message.body,
  };
}

function firstValues(headers: CallResourceRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, { values }]) => [name, values[0] ?? '']));
}

function responsePart({ status, headers = {}, body }: ResourcePart, isFirst: boolean): CallResourceResponse {
  return create(CallResourceResponseSchema, {
    code: status ?? (isFirst ? 200 : 0),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        { values: typeof value === 'string' ? [value] : [...value] },
      ])
    ),
    body: typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array(0)),
  });
}

function isIterable(answer: AsyncIterable<ResourcePart> | ResourcePart): answer is AsyncIterable<ResourcePart> {
  return Symbol.asyncIterator in answer;
}

async function* responses(answer: AsyncIterable<ResourcePart> | ResourcePart): AsyncGenerator<CallResourceResponse> {
  if (!isIterable(answer)) {
    yield responsePart(answer, true);
    return;
  }
  let isFirst = true;
  for await (const part of answer) {
    yield responsePart(part, isFirst);
    isFirst = false;
  }
}

/** What editors and app pages ask for. A failure before the first part is an HTTP error with a JSON body. */
export function callResource(runtime: Runtime): handleServerStreamingCall<CallResourceRequest, CallResourceResponse> {
  return (call) => {
    const { pluginContext, headers } = call.request;
    let hasBegun = false;
    runCall(runtime, {
      endpoint: 'callResource',
      call,
      request: { pluginContext, headers: firstValues(headers) },
      isEndless: runtime.isLong(call.request.path.replace(/^\/+/, '')),
      run: async (instance, context) => {
        if (instance.callResource === undefined) {
          throw new PluginError(runtime.messages(context).noResources, { source: 'plugin', status: 404 });
        }
        for await (const part of responses(await instance.callResource(context, resourceRequest(call.request)))) {
          hasBegun = true;
          await writeAll(call, [part], context.signal);
        }
      },
      done: () => call.end(),
      failed: ({ message, status, source }) => {
        if (hasBegun) {
          call.emit('error', callFailure(message, source));
          return;
        }
        const body = JSON.stringify({ message, source });
        call.write(responsePart({ status, headers: { 'content-type': 'application/json' }, body }, true));
        call.end();
      },
    });
  };
}
