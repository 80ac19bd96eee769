import { create } from '@bufbuild/protobuf';
import type { handleUnaryCall } from '@grpc/grpc-js';
import { runCall, type Runtime } from '../call';
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
import { failureOf } from '../failure';
import type { Outcome } from '../middleware';
import type { Health } from '../plugin';

const statuses: Readonly<Record<Health['status'], Status>> = {
  ok: Status.OK,
  error: Status.ERROR,
  unknown: Status.UNKNOWN,
};

const outcomes: Readonly<Record<Health['status'], Outcome>> = {
  ok: { status: 'ok' },
  unknown: { status: 'ok' },
  error: { status: 'error', source: 'downstream' },
};

function healthResponse({ status, message, details }: Health): CheckHealthResponse {
  const jsonDetails = details === undefined ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(details));
  return create(CheckHealthResponseSchema, { status: statuses[status], message, jsonDetails });
}

/** Grafana's *Save & test*. Settings from which no instance can be made answer as unhealthy, with the reason. */
export function checkHealth(runtime: Runtime): handleUnaryCall<CheckHealthRequest, CheckHealthResponse> {
  return (call, callback) => {
    runCall<Health>(runtime, {
      endpoint: 'checkHealth',
      call,
      request: call.request,
      run: (instance, context) =>
        instance.checkHealth?.(context) ?? { status: 'unknown', message: runtime.messages(context).noHealthCheck },
      outcome: ({ status }) => outcomes[status],
      done: (health) => callback(null, healthResponse(health)),
      failed: (failure) => callback(null, healthResponse({ status: 'error', message: failure.message })),
    });
  };
}

/** Metrics in Prometheus' text format, for Grafana's `/metrics/plugins/<id>`. */
export function collectMetrics(runtime: Runtime): handleUnaryCall<CollectMetricsRequest, CollectMetricsResponse> {
  return (_, callback) => {
    runtime.metrics.text().then(
      (text) => {
        const prometheus = new TextEncoder().encode(text);
        callback(null, create(CollectMetricsResponseSchema, { metrics: { prometheus } }));
      },
      (error: unknown) => callback(callFailure(failureOf(error).message, 'plugin'))
    );
  };
}
