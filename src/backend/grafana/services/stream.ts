import { create } from '@bufbuild/protobuf';
import type { handleServerStreamingCall, handleUnaryCall } from '@grpc/grpc-js';
import { runCall, type Runtime } from '../call';
import { parseJson } from '../context';
import { failureOf } from '../failure';
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
import type { StreamRequest } from '../plugin';
import { writeAll } from './write';

const streamRequest = ({ path, data }: { path: string; data: Uint8Array }): StreamRequest => ({
  path,
  data: parseJson(data, 'stream data'),
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

/** Whether a viewer may listen to a channel, and the frame to begin with. Plugins without streams have no channel. */
export function subscribeStream(runtime: Runtime): handleUnaryCall<SubscribeStreamRequest, SubscribeStreamResponse> {
  return (call, callback) => {
    runCall(runtime, 'subscribeStream', call, call.request, async (instance, context) => {
      const answer = (await instance.subscribe?.(context, streamRequest(call.request))) ?? { status: 'not-found' };
      const data = answer.initial === undefined ? new Uint8Array(0) : Buffer.from(encodeFrameJson(answer.initial));
      return create(SubscribeStreamResponseSchema, { status: subscribed[answer.status], data });
    }).then(
      (response) => callback(null, response),
      (error: unknown) => callback(callFailure(failureOf(error).message, failureOf(error).source))
    );
  };
}

/** Sends of a viewer to a channel; denied where the plugin takes none. */
export function publishStream(runtime: Runtime): handleUnaryCall<PublishStreamRequest, PublishStreamResponse> {
  return (call, callback) => {
    runCall(runtime, 'publishStream', call, call.request, async (instance, context) => {
      const answer = (await instance.publish?.(context, streamRequest(call.request))) ?? {
        status: 'permission-denied',
      };
      const data = answer.data === undefined ? new Uint8Array(0) : Buffer.from(JSON.stringify(answer.data));
      return create(PublishStreamResponseSchema, { status: published[answer.status], data });
    }).then(
      (response) => callback(null, response),
      (error: unknown) => callback(callFailure(failureOf(error).message, failureOf(error).source))
    );
  };
}

async function* packets(frames: AsyncIterable<Frame>): AsyncGenerator<StreamPacket> {
  for await (const frame of frames) {
    yield create(StreamPacketSchema, { data: Buffer.from(encodeFrameJson(frame)) });
  }
}

/** Frames of a channel until Grafana cancels. */
export function runStream(runtime: Runtime): handleServerStreamingCall<RunStreamRequest, StreamPacket> {
  return (call) => {
    const run = runCall(
      runtime,
      'runStream',
      call,
      call.request,
      async (instance, context) => {
        const frames = instance.runStream?.(context, streamRequest(call.request));
        if (frames !== undefined) {
          await writeAll(call, packets(frames), context.signal);
        }
      },
      true
    );
    run.then(
      () => call.end(),
      (error: unknown) => call.emit('error', callFailure(failureOf(error).message, failureOf(error).source))
    );
  };
}
