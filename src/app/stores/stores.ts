import { config } from '@grafana/runtime';
import { z } from 'zod';

export const dataSourceType = 'shopscope-shopify-datasource';

export interface Store {
  readonly uid: string;
  readonly name: string;
  /** The shop's domain; empty where none is set yet. */
  readonly shop: string;
}

const settings = z.looseObject({ shop: z.string().default('') });

/** The Shopify data sources that the viewer may use, the default one first. */
export function knownStores(): readonly Store[] {
  return Object.values(config.datasources)
    .filter(({ type }) => type === dataSourceType)
    .sort((one, other) => Number(other.isDefault ?? false) - Number(one.isDefault ?? false))
    .map(({ uid, name, jsonData }) => ({ uid, name, shop: settings.safeParse(jsonData).data?.shop ?? '' }));
}

/** Whether the viewer may add and change data sources. */
export function isAdmin(): boolean {
  const { orgRole, isGrafanaAdmin } = config.bootData.user;
  const administrators: readonly string[] = ['Admin'];
  return isGrafanaAdmin || administrators.includes(orgRole);
}
