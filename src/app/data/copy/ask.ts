import { getBackendSrv } from '@grafana/runtime';
import { z } from 'zod';
import {
  copyActionAnswerSchema,
  copySchema,
  type Copy,
  type CopyAction,
  type CopyActionBody,
} from '../../../query/resources';
import type { PersonalEntity } from '../../../query/settings';
import { getResource, pathOf, postResource, quietly } from '../../ask/resource';

/** All that the page shows of a store's copy. */
export async function askCopy(uid: string): Promise<Copy> {
  return await getResource(uid, 'copy', copySchema);
}

/** Does something to a copy and gives what the backend says of it. */
export async function act<Action extends CopyAction>(
  uid: string,
  action: Action,
  body: CopyActionBody<Action>
): Promise<string> {
  return (await postResource(uid, `copy/${action}`, copyActionAnswerSchema, body)).message;
}

const saved = z.looseObject({
  readOnly: z.boolean().default(false),
  jsonData: z.looseObject({ copy: z.looseObject({}).default({}) }),
});

/** Saves for which entities personal data is kept. False where a file provisions the data source, so that nothing can be saved. */
export async function savePersonal(uid: string, personal: readonly PersonalEntity[]): Promise<boolean> {
  const settings = saved.parse(await getBackendSrv().get<unknown>(pathOf(uid), undefined, undefined, quietly));
  if (settings.readOnly) {
    return false;
  }
  const { jsonData } = settings;
  const changed = { ...settings, jsonData: { ...jsonData, copy: { ...jsonData.copy, personal } } };
  await getBackendSrv().put(pathOf(uid), changed, quietly);
  return true;
}
