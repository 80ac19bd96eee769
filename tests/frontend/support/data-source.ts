import { PluginType, type DataSourceInstanceSettings } from '@grafana/data';
import { setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { vi } from 'vitest';
import { ShopifyDataSource } from '../../../src/datasource/datasource';
import type { Options } from '../../../src/datasource/types';

export const storeSettings: DataSourceInstanceSettings<Options> = {
  id: 1,
  uid: 'store',
  type: 'shopscope-shopify-datasource',
  name: 'Store',
  access: 'proxy',
  readOnly: false,
  jsonData: {},
  meta: {
    id: 'shopscope-shopify-datasource',
    name: 'Shopify',
    type: PluginType.datasource,
    module: '',
    baseUrl: '',
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { large: '', small: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  },
};

type Values = Readonly<Record<string, string | string[]>>;

/** Puts dashboard variables in place, with Grafana's two ways of writing them. */
export function dashboardVariables(values: Values): void {
  const replace: TemplateSrv['replace'] = (text = '', scopedVars = {}, format) =>
    text.replace(/\$\{(\w+)\}|\$(\w+)/g, (reference, braced: string | undefined, plain: string | undefined) => {
      const name = braced ?? plain ?? '';
      const scoped: unknown = scopedVars[name]?.value;
      const value = typeof scoped === 'string' ? scoped : values[name];
      const formatted: unknown =
        typeof format === 'function' && value !== undefined ? Reflect.apply(format, undefined, [value]) : value;
      return typeof formatted === 'string' ? formatted : reference;
    });
  setTemplateSrv({ replace, getVariables: () => [], containsTemplate: () => false, updateTimeRange: () => undefined });
}

type Answers = Readonly<Record<string, unknown>>;

/** The real data source class, with a backend that answers its resources as told; an `Error` is thrown. */
export function store(answers: Answers = {}) {
  dashboardVariables({});
  const dataSource = new ShopifyDataSource(storeSettings);
  const answer = (path: string) => {
    const found = answers[path];
    return found === undefined || found instanceof Error
      ? Promise.reject(found ?? new Error(`no answer for ${path}`))
      : Promise.resolve(found);
  };
  const getResource = vi.spyOn(dataSource, 'getResource').mockImplementation(answer);
  const postResource = vi.spyOn(dataSource, 'postResource').mockImplementation(answer);
  return { dataSource, getResource, postResource };
}
