import { z } from 'zod';
import type { DataSources } from './data-sources';
import { HttpError, readBody, readJson, sendJson, type Exchange } from './http';
import type { PluginClient } from './plugin-client';
import { dataSourceUpdate, pluginContext, type DataSource } from './plugin-context';

const notPassedOn = new Set(['connection', 'content-length', 'host', 'transfer-encoding', 'cookie', 'authorization']);
const okay = 1;

/** A data source as Grafana's HTTP API shows it to an admin: of secrets only whether they are set. */
export function shown(dataSource: DataSource): object {
  const { secureJsonData, updated, ...rest } = dataSource;
  return {
    ...rest,
    orgId: 1,
    access: 'proxy',
    url: '',
    version: updated,
    readOnly: false,
    secureJsonFields: Object.fromEntries(Object.keys(secureJsonData).map((key) => [key, true])),
  };
}

/** What `/api/datasources/uid/<uid>…` answers: settings, health and the backend's own resources. */
export class DataSourceRoutes {
  readonly #client: PluginClient;
  readonly #dataSources: DataSources;
  readonly #appUrl: string;

  constructor(client: PluginClient, dataSources: DataSources, appUrl: string) {
    this.#client = client;
    this.#dataSources = dataSources;
    this.#appUrl = appUrl;
  }

  list(exchange: Exchange): void {
    sendJson(exchange.response, 200, this.#dataSources.all().map(shown));
  }

  async one(exchange: Exchange, uid: string): Promise<void> {
    const known = this.#find(uid);
    if (exchange.request.method !== 'PUT') {
      sendJson(exchange.response, 200, shown(known));
      return;
    }
    const change = dataSourceUpdate.safeParse(await readJson(exchange.request));
    if (!change.success) {
      throw new HttpError(400, `Bad data source settings: ${z.prettifyError(change.error)}`);
    }
    const datasource = shown(this.#dataSources.update(uid, change.data) ?? known);
    sendJson(exchange.response, 200, {
      datasource,
      id: known.id,
      name: change.data.name,
      message: 'Datasource updated',
    });
  }

  async health(exchange: Exchange, uid: string): Promise<void> {
    const context = pluginContext(this.#find(uid), this.#appUrl);
    const { status, message, jsonDetails } = await this.#client.checkHealth(context, exchange.signal);
    const details: unknown = jsonDetails.length > 0 ? JSON.parse(Buffer.from(jsonDetails).toString('utf8')) : undefined;
    const word = ['UNKNOWN', 'OK', 'ERROR'][status] ?? 'UNKNOWN';
    sendJson(exchange.response, status === okay ? 200 : 400, { status: word, message, details });
  }

  /** Passes a call on to the backend and streams its answer back. */
  async resource(exchange: Exchange, uid: string, path: string): Promise<void> {
    const { request, response, url, signal } = exchange;
    const headers = Object.entries(request.headersDistinct).flatMap(([name, values]) =>
      values === undefined || notPassedOn.has(name) ? [] : [[name, { values }] as const]
    );
    const parts = this.#client.callResource(
      {
        pluginContext: pluginContext(this.#find(uid), this.#appUrl),
        path,
        method: request.method ?? 'GET',
        url: path + url.search,
        headers: Object.fromEntries<{ values: string[] }>(headers),
        body: await readBody(request),
      },
      signal
    );
    for await (const part of parts) {
      if (!response.headersSent) {
        for (const [name, { values }] of Object.entries(part.headers)) {
          if (!notPassedOn.has(name.toLowerCase())) {
            response.setHeader(name, values);
          }
        }
        response.writeHead(part.code);
      }
      response.write(part.body);
    }
    response.end();
  }

  #find(uid: string): DataSource {
    const dataSource = this.#dataSources.byUid(uid);
    if (dataSource === undefined) {
      throw new HttpError(404, `Data source ${uid} not found`);
    }
    return dataSource;
  }
}
