import path from 'node:path';
import { Client, credentials, status, type ClientReadableStream, type ServiceError } from '@grpc/grpc-js';
import { loadSync, type AnyDefinition, type MethodDefinition } from '@grpc/proto-loader';
import { z } from 'zod';
import type { PluginContext } from './plugin-context';

const here = import.meta.dirname;

const definitions = loadSync([path.join(here, 'wire.proto'), path.join(here, 'controller.proto')], {
  keepCase: true,
  longs: Number,
  defaults: true,
});

type Method = MethodDefinition<object, object>;

function isMethod(value: unknown): value is Method {
  return typeof value === 'object' && value !== null && 'requestSerialize' in value && 'path' in value;
}

function method(service: string, name: string): Method {
  const found: AnyDefinition | undefined = definitions[service];
  const candidate: unknown = found === undefined ? undefined : Reflect.get(found, name);
  if (!isMethod(candidate)) {
    throw new Error(`The protocol has no ${service}.${name}`);
  }
  return candidate;
}

const methods = {
  queryData: method('pluginv2.Data', 'QueryData'),
  callResource: method('pluginv2.Resource', 'CallResource'),
  checkHealth: method('pluginv2.Diagnostics', 'CheckHealth'),
  shutdown: method('plugin.GRPCController', 'Shutdown'),
};

const bytes = z.instanceof(Uint8Array);
const headerLists = z.record(z.string(), z.object({ values: z.array(z.string()) }));

const queryDataAnswer = z.object({
  responses: z.record(
    z.string(),
    z.object({ frames: z.array(bytes), error: z.string(), status: z.number(), errorSource: z.string() })
  ),
});
export type QueryDataAnswer = z.infer<typeof queryDataAnswer>;

const resourcePart = z.object({ code: z.number(), headers: headerLists, body: bytes });
export type ResourcePart = z.infer<typeof resourcePart>;

const healthAnswer = z.object({ status: z.number(), message: z.string(), jsonDetails: bytes });
export type HealthAnswer = z.infer<typeof healthAnswer>;

/** One query as the protocol has it: `json` is the whole model as the editor saved it. */
export interface WireQuery {
  readonly refId: string;
  readonly queryType: string;
  readonly maxDataPoints: number;
  readonly intervalMS: number;
  readonly timeRange: { readonly fromEpochMS: number; readonly toEpochMS: number };
  readonly json: Uint8Array;
}

export interface ResourceCall {
  readonly path: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, { readonly values: readonly string[] }>>;
  readonly body: Uint8Array;
}

/** Whether an error is the plugin's own cancellation because its caller went away. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === status.CANCELLED;
}

/** Speaks to a running backend. Every call throws gRPC's `ServiceError` when the backend fails it. */
export class PluginClient {
  readonly #client: Client;

  constructor(address: string) {
    this.#client = new Client(address, credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
  }

  async queryData(
    request: {
      readonly pluginContext: PluginContext;
      readonly headers: object;
      readonly queries: readonly WireQuery[];
    },
    signal: AbortSignal
  ): Promise<QueryDataAnswer> {
    return queryDataAnswer.parse(await this.#unary(methods.queryData, request, signal));
  }

  async checkHealth(pluginContext: PluginContext, signal: AbortSignal): Promise<HealthAnswer> {
    return healthAnswer.parse(await this.#unary(methods.checkHealth, { pluginContext, headers: {} }, signal));
  }

  /** Parts of an answer as they come: the first has status and headers. */
  async *callResource(
    call: ResourceCall & { readonly pluginContext: PluginContext },
    signal: AbortSignal
  ): AsyncGenerator<ResourcePart> {
    const { path: name, requestSerialize, responseDeserialize } = methods.callResource;
    const stream: ClientReadableStream<object> = this.#client.makeServerStreamRequest(
      name,
      requestSerialize,
      responseDeserialize,
      call
    );
    const cancel = () => stream.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for await (const part of stream) {
        yield resourcePart.parse(part);
      }
    } finally {
      signal.removeEventListener('abort', cancel);
      stream.cancel();
    }
  }

  /** Asks the backend to end, as go-plugin does. */
  async shutdown(): Promise<void> {
    await this.#unary(methods.shutdown, {}, AbortSignal.timeout(2_000));
  }

  close(): void {
    this.#client.close();
  }

  #unary(definition: Method, request: object, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const call = this.#client.makeUnaryRequest(
        definition.path,
        definition.requestSerialize,
        definition.responseDeserialize,
        request,
        (error: ServiceError | null, answer?: unknown) => {
          signal.removeEventListener('abort', cancel);
          if (error) {
            reject(error);
          } else {
            resolve(answer);
          }
        }
      );
      const cancel = () => call.cancel();
      if (signal.aborted) {
        call.cancel();
      } else {
        signal.addEventListener('abort', cancel, { once: true });
      }
    });
  }
}
