import { create } from '@bufbuild/protobuf';
import {
  status,
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
} from '@grpc/grpc-js';
import { EmptySchema, type ConnInfo, type Empty, type StdioData } from '../gen/goplugin_pb';
import {
  HealthCheckResponse_ServingStatus as Serving,
  HealthCheckResponseSchema,
  type HealthCheckRequest,
  type HealthCheckResponse,
} from '../gen/health_pb';

/** The host's ping: go-plugin asks for the service `plugin`. */
export const check: handleUnaryCall<HealthCheckRequest, HealthCheckResponse> = (call, callback) => {
  if (call.request.service === '' || call.request.service === 'plugin') {
    callback(null, create(HealthCheckResponseSchema, { status: Serving.SERVING }));
  } else {
    callback({ code: status.NOT_FOUND, details: `There is no service ${call.request.service}.` });
  }
};

/** Says that it serves and stays open. */
export const watch: handleServerStreamingCall<HealthCheckRequest, HealthCheckResponse> = (call) => {
  call.write(create(HealthCheckResponseSchema, { status: Serving.SERVING }));
  call.on('cancelled', () => call.end());
};

/** The host asks the process to end; without it every stop takes two seconds and a SIGKILL. */
export function shutdown(end: () => void): handleUnaryCall<Empty, Empty> {
  return (_, callback) => {
    callback(null, create(EmptySchema));
    setImmediate(end);
  };
}

/** Kept open and silent: Grafana drops what comes here, and an open stream keeps the connection from idling. */
export const streamStdio: handleServerStreamingCall<object, StdioData> = (call) => {
  call.on('cancelled', () => call.end());
};

/** Kept open: the plugin brokers no connections. */
export const startStream: handleBidiStreamingCall<ConnInfo, ConnInfo> = (call) => {
  call.on('data', () => undefined);
  call.on('end', () => call.end());
};
