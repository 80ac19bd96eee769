import { writeSync } from 'node:fs';
import { rmSync } from 'node:fs';
import { Server } from '@grpc/grpc-js';
import type { Runtime } from './call';
import { Data, Diagnostics, Resource, Stream } from './gen/backend_pb';
import { GRPCBroker, GRPCController, GRPCStdio } from './gen/goplugin_pb';
import { Health } from './gen/health_pb';
import { serviceDefinition } from './grpc/definition';
import { bearCancellations } from './grpc/reset-guard';
import { handshakeLine, requireHost } from './handshake';
import { createLogger } from './hclog';
import { Instances } from './instances';
import { createEnd, watchProcess } from './lifecycle';
import { listen } from './listen';
import { Metrics } from './metrics';
import { compose, type Middleware } from './middleware';
import type { PluginDefinition } from './plugin';
import { queryChunkedData, queryData } from './services/data';
import { checkHealth, collectMetrics } from './services/diagnostics';
import { check, shutdown, startStream, streamStdio, watch } from './services/host';
import { callResource } from './services/resource';
import { publishStream, runStream, subscribeStream } from './services/stream';

const megabyte = 1024 * 1024;

export interface ServeOptions {
  /** Run around every call, the first outermost. */
  readonly middleware?: readonly Middleware[];
}

function addServices(server: Server, runtime: Runtime, end: (why: string) => void): void {
  server.addService(serviceDefinition(Diagnostics), {
    checkHealth: checkHealth(runtime),
    collectMetrics: collectMetrics(runtime),
  });
  server.addService(serviceDefinition(Data), {
    queryData: queryData(runtime),
    queryChunkedData: queryChunkedData(runtime),
  });
  server.addService(serviceDefinition(Resource), { callResource: callResource(runtime) });
  server.addService(serviceDefinition(Stream), {
    subscribeStream: subscribeStream(runtime),
    runStream: runStream(runtime),
    publishStream: publishStream(runtime),
  });
  server.addService(serviceDefinition(Health), { check, watch });
  server.addService(serviceDefinition(GRPCController), { shutdown: shutdown(() => end('the host asked')) });
  server.addService(serviceDefinition(GRPCStdio), { streamStdio });
  server.addService(serviceDefinition(GRPCBroker), { startStream });
}

/**
 * Runs a Grafana backend plugin: greets the host on stdout and answers its calls until it is told to end.
 * Started by anything but Grafana, it says so and ends with status 1.
 */
export async function serve(definition: PluginDefinition, options: ServeOptions = {}): Promise<void> {
  requireHost(process.env);
  bearCancellations();
  const log = createLogger();
  const later = (task: () => void, milliseconds: number) => void setTimeout(task, milliseconds).unref();
  const instances = new Instances(definition, { log, now: Date.now, later });
  const metrics = new Metrics(() => instances.size);
  const runtime: Runtime = { instances, metrics, log, middleware: compose(options.middleware ?? []) };
  const server = new Server({
    'grpc.max_receive_message_length': 16 * megabyte,
    'grpc.max_send_message_length': -1,
  });
  let socket: string | undefined;
  const end = createEnd(log, async () => {
    server.forceShutdown();
    if (socket !== undefined) {
      rmSync(socket, { force: true });
    }
    await instances.disposeAll();
  });
  watchProcess(log, end);
  addServices(server, runtime, end);
  const address = await listen(server, process.env);
  socket = address.network === 'unix' ? address.path : undefined;
  writeSync(1, handshakeLine(address, process.env));
}
