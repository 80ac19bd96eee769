import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { AlertingRoutes } from './alerting';
import type { LogSource } from './ask-loki';
import { bundledDashboards } from './dashboards';
import { DataSourceRoutes } from './data-source-routes';
import type { DataSources } from './data-sources';
import { frontendSettings, type PluginJson } from './frontend-settings';
import { HttpError, sendJson, type Exchange } from './http';
import { isCancelled, type PluginClient } from './plugin-client';
import { queryRoute } from './query-route';
import { sendFile, sendFromMounts, type Mount } from './static-files';

export interface HostOptions {
  readonly client: PluginClient;
  readonly dataSources: DataSources;
  /** Lokis that panels of log lines ask. */
  readonly logs?: readonly LogSource[];
  readonly plugin: PluginJson;
  /** Folder of the built plugin's dashboards. */
  readonly dashboards: string;
  /** Folders below `/public/`. */
  readonly mounts: readonly Mount[];
  /** Folder of the built page. */
  readonly page: string;
  /** The port wanted; the next free one is taken where it isn't free. */
  readonly port: number;
}

/** A running host. */
export interface Host {
  readonly address: string;
  stop(): Promise<void>;
}

type Handler = (exchange: Exchange, ...parts: string[]) => void | Promise<void>;
type Route = readonly [method: string, pattern: RegExp, handler: Handler];

function routes(options: HostOptions, address: string): readonly Route[] {
  const { client, dataSources, dashboards, mounts, page, plugin, logs } = options;
  const sources = new DataSourceRoutes(client, dataSources, address);
  const alerting = new AlertingRoutes();
  return [
    ['POST', /^\/api\/ds\/query$/, queryRoute(client, dataSources, address, logs)],
    ['GET', /^\/api\/datasources$/, (exchange) => sources.list(exchange)],
    ['GET|PUT', /^\/api\/datasources\/uid\/([^/]+)$/, (exchange, uid = '') => sources.one(exchange, uid)],
    ['GET', /^\/api\/datasources\/uid\/([^/]+)\/health$/, (exchange, uid = '') => sources.health(exchange, uid)],
    [
      'GET|POST|PUT|DELETE|PATCH',
      /^\/api\/datasources\/uid\/([^/]+)\/resources\/(.*)$/,
      (exchange, uid = '', rest = '') => sources.resource(exchange, uid, rest),
    ],
    [
      'GET',
      /^\/api\/frontend\/settings$/,
      ({ response }) => sendJson(response, 200, frontendSettings(plugin, dataSources.all(), logs)),
    ],
    ['GET', /^\/api\/prometheus\/grafana\/api\/v1\/rules$/, (exchange) => alerting.running(exchange)],
    ['GET', /^\/api\/v1\/provisioning\/alert-rules\/([^/]+)$/, (exchange, uid = '') => alerting.one(exchange, uid)],
    ['POST', /^\/api\/v1\/provisioning\/alert-rules$/, (exchange) => alerting.add(exchange)],
    ['GET', /^\/api\/v1\/provisioning\/contact-points$/, ({ response }) => sendJson(response, 200, [])],
    ['GET', /^\/api\/search$/, (exchange) => alerting.folders(exchange)],
    ['POST', /^\/api\/folders$/, (exchange) => alerting.addFolder(exchange)],
    ['GET', /^\/api\/dashboards$/, ({ response }) => sendJson(response, 200, bundledDashboards(dashboards))],
    ['GET|HEAD', /^\/public\//, (exchange) => sendFromMounts(exchange, mounts)],
    ['GET|HEAD', /^\/assets\//, (exchange) => sendFromMounts(exchange, [{ prefix: '/', folder: page }])],
    ['GET|HEAD', /^\/(?!api\/)/, (exchange) => sendFile(exchange, path.join(page, 'index.html'))],
  ];
}

async function dispatch(all: readonly Route[], exchange: Exchange): Promise<void> {
  const { pathname } = exchange.url;
  for (const [methods, pattern, handler] of all) {
    const found = pattern.exec(pathname);
    if (found && methods.split('|').includes(exchange.request.method ?? '')) {
      await handler(exchange, ...found.slice(1).map(decodeURIComponent));
      return;
    }
  }
  throw new HttpError(404, `Nothing answers ${exchange.request.method ?? ''} ${pathname}`);
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status = error instanceof HttpError ? error.status : isCancelled(error) ? 499 : 500;
  sendJson(response, status, { message: error instanceof Error ? error.message : String(error) });
}

/** Only pages of this machine may ask: a foreign name that leads here is refused. */
function isLocal(request: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
}

function listen(server: Server, port: number, triesLeft: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && triesLeft > 0) {
        listen(server, port + 1, triesLeft - 1).then(resolve, reject);
      } else {
        reject(error);
      }
    });
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      const bound: AddressInfo | string | null = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}

/** Serves the page and what it asks for on 127.0.0.1. */
export async function startHost(options: HostOptions): Promise<Host> {
  let all: readonly Route[] = [];
  const server = createServer((request, response) => {
    const away = new AbortController();
    response.once('close', () => away.abort());
    const answer = isLocal(request)
      ? dispatch(all, {
          request,
          response,
          url: new URL(request.url ?? '/', 'http://127.0.0.1'),
          signal: away.signal,
        })
      : Promise.reject(new HttpError(403, 'Only this machine may ask'));
    answer.catch((error: unknown) => sendError(response, error));
  });
  const port = await listen(server, options.port, 50);
  const address = `http://127.0.0.1:${port}`;
  all = routes(options, address);
  return {
    address,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
