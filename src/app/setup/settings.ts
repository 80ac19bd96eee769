import { getBackendSrv } from '@grafana/runtime';
import { z } from 'zod';
import { pathOf, quietly } from '../ask/resource';

const settings = z.looseObject({
  name: z.string(),
  uid: z.string(),
  type: z.string(),
  readOnly: z.boolean().default(false),
  jsonData: z.looseObject({ copy: z.looseObject({}).default({}) }),
  secureJsonFields: z.record(z.string(), z.boolean()).default({}),
});
/** A data source as Grafana has it saved; of secrets only which are set. For administrators. */
export type SavedSettings = z.output<typeof settings>;

export async function askSettings(uid: string): Promise<SavedSettings> {
  return settings.parse(await getBackendSrv().get<unknown>(pathOf(uid), undefined, undefined, quietly));
}

/** Has a copy kept. False where a file provisions the data source, so that nothing can be saved. */
export async function switchOn(uid: string): Promise<boolean> {
  const saved = await askSettings(uid);
  if (saved.readOnly) {
    return false;
  }
  const { jsonData } = saved;
  await getBackendSrv().put(
    pathOf(uid),
    { ...saved, jsonData: { ...jsonData, copy: { ...jsonData.copy, enabled: true } } },
    quietly
  );
  return true;
}
