import { create } from '@bufbuild/protobuf';
import type { handleServerStreamingCall, handleUnaryCall } from '@grpc/grpc-js';
import { runCall, type Runtime } from '../call';
import { parseJson } from '../context';
import { encodeFrameJson } from '../frame-json';
import {
  PublishStreamResponse_Status as PublishStatus,
  PublishStreamResponseSchema,
  StreamPacketSchema,
  SubscribeStreamResponse_Status as SubscribeStatus,
  SubscribeStreamResponseSchema,
  type PublishStreamRequest,
  type PublishStreamResponse,
  type RunStreamRequest,
  type StreamPacket,
  type SubscribeStreamRequest,
  type SubscribeStreamResponse,
} from '../gen/backend_pb';
import { callFailure } from '../grpc/status';
import type { Frame } from '../frame';
import type { CallContext, StreamRequest } from '../plugin';
import { writeAll } from './write';

const streamRequest = (
  runtime: Runtime,
  context: CallContext,
  { path, data }: { path: string; data: Uint8Array }
): StreamRequest => ({
  path,
  data: parseJson(data, () => runtime.messages(context).streamNotJson),
});

const subscribed = {
  ok: SubscribeStatus.OK,
  'not-found': SubscribeStatus.NOT_FOUND,
  'permission-denied': SubscribeStatus.PERMISSION_DENIED,
};
const published = {
  ok: PublishStatus.OK,
  'not-found': PublishStatus.NOT_FOUND,
  'permission-denied': PublishStatus.PERMISSION_DENIED,
};

const bytesOf = (text: string | undefined) => (text === undefined ? new Uint8Array(0) : new TextEncoder().encode(text));

/** Whether a viewer may listen to a channel, and the frame to begin with. Plugins without streams have no channel. */
export function subscribeStream(runtime: Runtime): handleUnaryCall<SubscribeStreamRequest, SubscribeStreamResponse> {
  return (call, callback) => {
    runCall<SubscribeStreamResponse>(runtime, {
      endpoint: 'subscribeStream',
      call,
      request: call.request,
      run: async (instance, context) => {
        const answer = (await instance.subscribe?.(context, streamRequest(runtime, context, call.request))) ?? {
          status: 'not-found',
        };
        const data = bytesOf(answer.initial && encodeFrameJson(answer.initial));
        return create(SubscribeStreamResponseSchema, { status: subscribed[answer.status], data });
      },
      done: (response) => callback(null, response),
      failed: ({ message, source }) => callback(callFailure(message, source)),
    });
  };
}

/** Sends of a viewer to a channel; denied where the plugin takes none. */
export function publishStream(runtime: Runtime): handleUnaryCall<PublishStreamRequest, PublishStreamResponse> {
  return (call, callback) => {
    runCall<PublishStreamResponse>(runtime, {
      endpoint: 'publishStream',
      call,
      request: call.request,
      run: async (instance, context) => {
        const answer = (await instance.publish?.(context, streamRequest(runtime, context, call.request))) ?? {
          status: 'permission-denied',
        };
        const data = bytesOf(answer.data === undefined ? undefined : JSON.stringify(answer.data));
        return create(PublishStreamResponseSchema, { status: published[answer.status], data });
      },
      done: (response) => callback(null, response),
      failed: ({ message, source }) => callback(callFailure(message, source)),
    });
  };
}

async function* packets(frames: AsyncIterable<Frame>): AsyncGenerator<StreamPacket> {
  for await (const frame of frames) {
    yield create(StreamPacketSchema, { data: new TextEncoder().encode(encodeFrameJson(frame)) });
  }
}

/** Frames of a channel until Grafana cancels. */
export function runStream(runtime: Runtime): handleServerStreamingCall<RunStreamRequest, StreamPacket> {
  return (call) => {
    runCall(runtime, {
      endpoint: 'runStream',
      call,
      request: call.request,
      isEndless: true,
      run: async (instance, context) => {
        const frames = instance.runStream?.(context, streamRequest(runtime, context, call.request));
        if (frames !== undefined) {
          await writeAll(call, packets(frames), context.signal);
        }
      },
      done: () => call.end(),
      failed: ({ message, source }) => call.emit('error', callFailure(message, source)),
    });
  };
}
