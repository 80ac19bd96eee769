import type { DataSourceSettings } from '@grafana/data';
import { z } from 'zod';

const settings = z.looseObject({
  id: z.number(),
  uid: z.string(),
  orgId: z.number(),
  name: z.string(),
  type: z.string(),
  access: z.string(),
  url: z.string(),
  isDefault: z.boolean(),
  readOnly: z.boolean(),
  version: z.number(),
  jsonData: z.record(z.string(), z.unknown()),
  secureJsonFields: z.record(z.string(), z.boolean()),
});

/** A data source's settings as Grafana's editors edit them. */
export type EditedSettings = DataSourceSettings;

/** Reads what the host answers, adding what the preview has no use for but the type asks for. */
export function readSettings(answer: unknown): EditedSettings {
  return {
    ...settings.parse(answer),
    typeName: 'Shopify',
    typeLogoUrl: '',
    user: '',
    // The type still asks for it.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    withCredentials: false,
  };
}
