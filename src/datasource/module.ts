import { DataSourcePlugin } from '@grafana/data';
import type { DataSourceSecrets } from '../query/settings';
import { ShopifyDataSource } from './datasource';
import { lazily } from './lazily';
import type { Options, ShopscopeQuery } from './types';

export const plugin = new DataSourcePlugin<ShopifyDataSource, ShopscopeQuery, Options, DataSourceSecrets>(
  ShopifyDataSource
)
  .setConfigEditor(lazily(() => import('./config/ConfigEditor')))
  .setQueryEditor(lazily(() => import('./editor/QueryEditor')))
  .setQueryEditorHelp(lazily(() => import('./help/QueryHelp')));
