import { rmSync, writeSync } from 'node:fs';
import { Server } from '@grpc/grpc-js';
import type { Runtime } from './call';
import { Data, Diagnostics, Resource, Stream } from './gen/backend_pb';
import { GRPCBroker, GRPCController, GRPCStdio } from './gen/goplugin_pb';
import { Health } from './gen/health_pb';
import { serviceDefinition, withEncoder } from './grpc/definition';
import { bearCancellations } from './grpc/reset-guard';
import { handshakeLine, requireHost } from './handshake';
import { createLogger, stderrTarget } from './hclog';
import { createEnd, watchProcess } from './lifecycle';
import { listen } from './listen';
import type { PluginDefinition } from './plugin';
import { Redactor } from './redactor';
import { createRuntime, type ServeOptions } from './runtime';
import { queryChunkedData, queryData } from './services/data';
import { checkHealth, collectMetrics } from './services/diagnostics';
import { check, shutdown, startStream, streamStdio, watch } from './services/host';
import { encodeQueryDataResponse } from './wire/query-data-response';
import { callResource } from './services/resource';
import { publishStream, runStream, subscribeStream } from './services/stream';

const megabyte = 1024 * 1024;

const dataDefinition = withEncoder(serviceDefinition(Data), encodeQueryDataResponse);

function addServices(server: Server, runtime: Runtime, end: (why: string) => void): void {
  server.addService(serviceDefinition(Diagnostics), {
    checkHealth: checkHealth(runtime),
    collectMetrics: collectMetrics(runtime),
  });
  server.addService(dataDefinition, {
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
  const redactor = new Redactor();
  const log = createLogger({ ...stderrTarget, clean: (text) => redactor.text(text) });
  const runtime = createRuntime(definition, options, log, redactor);
  const server = new Server({
    'grpc.max_receive_message_length': 16 * megabyte,
    'grpc.max_send_message_length': -1,
    'grpc.enable_channelz': 0,
  });
  const sockets: string[] = [];
  const end = createEnd(log, async () => {
    server.forceShutdown();
    for (const socket of sockets) {
      rmSync(socket, { force: true });
    }
    await runtime.instances.disposeAll();
  });
  watchProcess(log, end);
  addServices(server, runtime, end);
  const address = await listen(server, process.env);
  if (address.network === 'unix') {
    sockets.push(address.path);
  }
  writeSync(1, handshakeLine(address, process.env));
}
