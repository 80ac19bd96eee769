import { create } from '@bufbuild/protobuf';
import type { handleUnaryCall } from '@grpc/grpc-js';
import { runCall, type Runtime } from '../call';
import { failureOf } from '../failure';
import {
  CheckHealthResponse_HealthStatus as Status,
  CheckHealthResponseSchema,
  CollectMetricsResponseSchema,
  type CheckHealthRequest,
  type CheckHealthResponse,
  type CollectMetricsRequest,
  type CollectMetricsResponse,
} from '../gen/backend_pb';
import { callFailure } from '../grpc/status';
import type { Health } from '../plugin';

const statuses: Readonly<Record<Health['status'], Status>> = {
  ok: Status.OK,
  error: Status.ERROR,
  unknown: Status.UNKNOWN,
};
const unknownHealth: Health = { status: 'unknown', message: 'This plugin has no health check.' };

function healthResponse({ status, message, details }: Health): CheckHealthResponse {
  const jsonDetails = details === undefined ? new Uint8Array(0) : Buffer.from(JSON.stringify(details));
  return create(CheckHealthResponseSchema, { status: statuses[status], message, jsonDetails });
}

/** Grafana's *Save & test*. Settings from which no instance can be made answer as unhealthy, with the reason. */
export function checkHealth(runtime: Runtime): handleUnaryCall<CheckHealthRequest, CheckHealthResponse> {
  return (call, callback) => {
    runCall(
      runtime,
      'checkHealth',
      call,
      call.request,
      async (instance, context) => instance.checkHealth?.(context) ?? unknownHealth
    ).then(
      (health) => callback(null, healthResponse(health)),
      (error: unknown) => callback(null, healthResponse({ status: 'error', message: failureOf(error).message }))
    );
  };
}

/** Metrics in Prometheus' text format, for Grafana's `/metrics/plugins/<id>`. */
export function collectMetrics(runtime: Runtime): handleUnaryCall<CollectMetricsRequest, CollectMetricsResponse> {
  return (_, callback) => {
    runtime.metrics.text().then(
      (text) => callback(null, create(CollectMetricsResponseSchema, { metrics: { prometheus: Buffer.from(text) } })),
      (error: unknown) => callback(callFailure(failureOf(error).message, 'plugin'))
    );
  };
}
