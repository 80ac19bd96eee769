/** Starts a compiled backend as Grafana does and calls it over gRPC; for integration tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { create, type DescMessage, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import { Client, credentials, Metadata, type ServiceDefinition } from '@grpc/grpc-js';
import { z } from 'zod';
import { decodeFrame, decodeFrameJson, type Frame } from '../../src/backend/grafana';
import {
  CallResourceRequestSchema,
  CheckHealthRequestSchema,
  CheckHealthResponse_HealthStatus,
  CollectMetricsRequestSchema,
  Data,
  Diagnostics,
  PluginContextSchema,
  QueryDataRequestSchema,
  Resource,
  RunStreamRequestSchema,
  Stream,
  SubscribeStreamRequestSchema,
  type CallResourceResponse,
  type CheckHealthResponse,
  type CollectMetricsResponse,
  type PluginContext,
  type QueryDataResponse,
  type StreamPacket,
  type SubscribeStreamResponse,
  type SubscribeStreamResponse_Status,
} from '../../src/backend/grafana/gen/backend_pb';
import { EmptySchema, GRPCController } from '../../src/backend/grafana/gen/goplugin_pb';
import { serviceDefinition } from '../../src/backend/grafana/grpc/definition';

const packetSchema = z.object({ data: z.instanceof(Uint8Array) });

/** One data source as Grafana would send it. */
export interface TestDataSource {
  readonly uid: string;
  /** Bytes are sent as they are, all else as JSON. */
  readonly jsonData: unknown;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly updated?: number;
  readonly role?: string;
}

export interface TestQuery {
  readonly refId?: string;
  /** Bytes are sent as they are, all else as JSON. */
  readonly model: unknown;
  readonly from?: number;
  readonly to?: number;
  readonly intervalMs?: number;
  readonly maxDataPoints?: number;
}

export interface TestResponse {
  readonly status: number;
  readonly error: string;
  readonly errorSource: string;
  readonly frames: readonly Frame[];
}

export interface TestCallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until the call's deadline. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value));
}

function contextOf(source: TestDataSource): PluginContext {
  return create(PluginContextSchema, {
    orgId: 1n,
    pluginId: 'shopscope-shopify-datasource',
    pluginVersion: '0.0.0-test',
    user: { login: 'tester', name: 'Tester', email: 'tester@example.com', role: source.role ?? 'Admin' },
    dataSourceInstanceSettings: {
      id: 1n,
      uid: source.uid,
      name: source.uid,
      jsonData: bytesOf(source.jsonData),
      decryptedSecureJsonData: { ...source.secrets },
      lastUpdatedMS: BigInt(source.updated ?? 1),
    },
  });
}

function methodOf(service: ServiceDefinition, name: string) {
  const method = service[name];
  if (method === undefined) {
    throw new Error(`no method ${name}`);
  }
  return method;
}

/** A running backend. `stop` ends it; nothing of it outlives the test then. */
export class PluginHost {
  readonly #child: ChildProcess;
  readonly #client: Client;
  /** Everything it wrote to stderr, line by line. */
  readonly logs: readonly string[];

  private constructor(child: ChildProcess, client: Client, logs: readonly string[]) {
    this.#child = child;
    this.#client = client;
    this.logs = logs;
  }

  /** Starts an executable with Grafana's environment and `env`, and waits for its handshake. */
  static async start(executable: string, env: Readonly<Record<string, string>> = {}): Promise<PluginHost> {
    const child = spawn(executable, [], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { grafana_plugin_type: 'datasource', PLUGIN_PROTOCOL_VERSIONS: '2', GF_VERSION: '12.2.0', ...env },
    });
    const logs: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => logs.push(line));
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', () => reject(new Error(`the backend ended: ${logs.join('\n')}`)));
      child.once('error', reject);
    });
    const [, , network, address] = line.split('|');
    const client = new Client(network === 'unix' ? `unix:${address}` : String(address), credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
    return new PluginHost(child, client, logs);
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #unary<Desc extends DescMessage, Answer extends object>(
    service: ServiceDefinition,
    name: string,
    schema: Desc,
    init: MessageInitShape<Desc>,
    options: TestCallOptions = {}
  ): Promise<Answer> {
    const { path, requestSerialize, responseDeserialize } = methodOf(service, name);
    return new Promise((resolve, reject) => {
      const call = this.#client.makeUnaryRequest<MessageShape<Desc>, Answer>(
        path,
        requestSerialize,
        responseDeserialize,
        create(schema, init),
        new Metadata(),
        options.timeout === undefined ? {} : { deadline: Date.now() + options.timeout },
        (error, answer) => {
          if (error === null && answer !== undefined) {
            resolve(answer);
          } else {
            reject(error ?? new Error(`${name} answered nothing`));
          }
        }
      );
      options.signal?.addEventListener('abort', () => call.cancel());
    });
  }

  /** Asks queries of one request; the answers come by refId (`A` where a query names none). */
  async query(
    source: TestDataSource,
    queries: readonly TestQuery[],
    options: TestCallOptions = {}
  ): Promise<Readonly<Record<string, TestResponse>>> {
    const { responses } = await this.#unary<typeof QueryDataRequestSchema, QueryDataResponse>(
      serviceDefinition(Data),
      'queryData',
      QueryDataRequestSchema,
      {
        pluginContext: contextOf(source),
        headers: { ...options.headers },
        queries: queries.map(({ refId = 'A', model, from = 0, to = 0, intervalMs = 60_000, maxDataPoints = 1000 }) => ({
          refId,
          json: bytesOf(model),
          intervalMS: BigInt(intervalMs),
          maxDataPoints: BigInt(maxDataPoints),
          timeRange: { fromEpochMS: BigInt(from), toEpochMS: BigInt(to) },
        })),
      },
      options
    );
    return Object.fromEntries(
      Object.entries(responses).map(([refId, { status, error, errorSource, frames }]) => [
        refId,
        { status, error, errorSource, frames: frames.map(decodeFrame) },
      ])
    );
  }

  /** *Save & test*. */
  async health(
    source: TestDataSource,
    options: TestCallOptions = {}
  ): Promise<{ readonly ok: boolean; readonly message: string; readonly details: unknown }> {
    const request = { pluginContext: contextOf(source), headers: { ...options.headers } };
    const { status, message, jsonDetails } = await this.#unary<typeof CheckHealthRequestSchema, CheckHealthResponse>(
      serviceDefinition(Diagnostics),
      'checkHealth',
      CheckHealthRequestSchema,
      request,
      options
    );
    const details: unknown =
      jsonDetails.length === 0 ? undefined : JSON.parse(Buffer.from(jsonDetails).toString('utf8'));
    return { ok: status === CheckHealthResponse_HealthStatus.OK, message, details };
  }

  /** Metrics in Prometheus' text format. */
  async metrics(source: TestDataSource): Promise<string> {
    const { metrics } = await this.#unary<typeof CollectMetricsRequestSchema, CollectMetricsResponse>(
      serviceDefinition(Diagnostics),
      'collectMetrics',
      CollectMetricsRequestSchema,
      { pluginContext: contextOf(source) }
    );
    return Buffer.from(metrics?.prometheus ?? new Uint8Array(0)).toString('utf8');
  }

  /** A resource's whole answer, its parts joined. */
  resource(
    source: TestDataSource,
    url: string,
    request: {
      readonly method?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    } = {}
  ): Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }> {
    const { path, requestSerialize, responseDeserialize } = methodOf(serviceDefinition(Resource), 'callResource');
    const message = create(CallResourceRequestSchema, {
      pluginContext: contextOf(source),
      path: url.split('?')[0] ?? '',
      url,
      method: request.method ?? 'GET',
      headers: Object.fromEntries(
        Object.entries(request.headers ?? {}).map(([name, value]) => [name, { values: [value] }])
      ),
      body: request.body === undefined ? new Uint8Array(0) : Buffer.from(JSON.stringify(request.body)),
    });
    return new Promise((resolve, reject) => {
      const parts: CallResourceResponse[] = [];
      const call = this.#client.makeServerStreamRequest<object, CallResourceResponse>(
        path,
        requestSerialize,
        responseDeserialize,
        message
      );
      call.on('data', (part: CallResourceResponse) => parts.push(part));
      call.on('error', reject);
      call.on('end', () => {
        const headers = Object.entries(parts[0]?.headers ?? {}).map(
          ([name, { values }]) => [name, values.join(', ')] as const
        );
        resolve({
          status: parts[0]?.code ?? 0,
          headers: Object.fromEntries(headers),
          body: Buffer.concat(parts.map(({ body }) => body)),
        });
      });
    });
  }

  /** Asks to listen to a channel. */
  async subscribe(
    source: TestDataSource,
    path: string
  ): Promise<{ readonly status: SubscribeStreamResponse_Status; readonly initial: Frame | undefined }> {
    const { status, data } = await this.#unary<typeof SubscribeStreamRequestSchema, SubscribeStreamResponse>(
      serviceDefinition(Stream),
      'subscribeStream',
      SubscribeStreamRequestSchema,
      { pluginContext: contextOf(source), path }
    );
    return { status, initial: data.length === 0 ? undefined : decodeFrameJson(Buffer.from(data).toString('utf8')) };
  }

  /** Frames of a channel until the caller breaks off. */
  async *stream(source: TestDataSource, path: string): AsyncGenerator<Frame> {
    const { path: method, requestSerialize, responseDeserialize } = methodOf(serviceDefinition(Stream), 'runStream');
    const request = create(RunStreamRequestSchema, { pluginContext: contextOf(source), path });
    const call = this.#client.makeServerStreamRequest<object, StreamPacket>(
      method,
      requestSerialize,
      responseDeserialize,
      request
    );
    try {
      const packets: AsyncIterable<unknown> = call;
      for await (const packet of packets) {
        yield decodeFrameJson(Buffer.from(packetSchema.parse(packet).data).toString('utf8'));
      }
    } finally {
      call.on('error', () => undefined);
      call.cancel();
    }
  }

  /** Ends the backend as Grafana does, and by force where it stays. */
  async stop(): Promise<void> {
    const gone = this.isAlive ? once(this.#child, 'exit') : Promise.resolve();
    const force = setTimeout(() => this.#child.kill('SIGKILL'), 2_000);
    await this.#unary(serviceDefinition(GRPCController), 'shutdown', EmptySchema, {}, { timeout: 1_000 }).catch(
      () => undefined
    );
    await gone;
    clearTimeout(force);
    this.#client.close();
  }
}
