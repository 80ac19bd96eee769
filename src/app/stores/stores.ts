import { config } from '@grafana/runtime';
import { z } from 'zod';
import { logsSettings } from '../../query/logs';
import { dataSourceType, sourcesOf } from './sources';

export interface Store {
  readonly uid: string;
  readonly name: string;
  /** The shop's domain; empty where none is set yet. */
  readonly shop: string;
}

const settings = z.looseObject({ shop: z.string().default('') });

/** The Shopify data sources that the viewer may use, the default one first. */
export function knownStores(): readonly Store[] {
  return sourcesOf(dataSourceType).map(({ uid, name, jsonData }) => ({
    uid,
    name,
    shop: settings.safeParse(jsonData).data?.shop ?? '',
  }));
}

const logs = z.looseObject({ logs: logsSettings.prefault({}) });

function logsOf(uid: string): z.output<typeof logsSettings> {
  const settings = Object.values(config.datasources).find((each) => each.uid === uid)?.jsonData;
  return logs.safeParse(settings).data?.logs ?? logsSettings.parse({});
}

/** Whether a store's data source has a Loki endpoint to ask for error lines. */
export function hasLogs(uid: string): boolean {
  return logsOf(uid).endpoints.length > 0;
}

/** LogQL for the error lines of a store, of one service or of all, as its data source is set up to tell errors. */
export function errorLinesOf(uid: string, service?: string): string {
  const { errors, endpoints } = logsOf(uid);
  const all = endpoints[0]?.selector ?? '{service_name=~".+"}';
  const selector = service === undefined ? all : `{service_name=${JSON.stringify(service)}}`;
  return `${selector} | ${errors}`;
}

/** Whether the viewer may add and change data sources. */
export function isAdmin(): boolean {
  const { orgRole, isGrafanaAdmin } = config.bootData.user;
  const administrators: readonly string[] = ['Admin'];
  return isGrafanaAdmin || administrators.includes(orgRole);
}
