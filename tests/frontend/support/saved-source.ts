import type { ConfigProps } from '../../../src/datasource/config/settings';

/** A data source as its settings page has it, with nothing set up. */
export const saved: ConfigProps['options'] = {
  id: 1,
  uid: 'store',
  orgId: 1,
  name: 'Store',
  typeLogoUrl: '',
  type: 'shopscope-shopify-datasource',
  typeName: 'Shopify',
  access: 'proxy',
  url: '',
  user: '',
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Grafana's type still asks for it
  database: '',
  basicAuth: false,
  basicAuthUser: '',
  isDefault: false,
  jsonData: {},
  secureJsonFields: {},
  readOnly: false,
  withCredentials: false,
  version: 1,
};
