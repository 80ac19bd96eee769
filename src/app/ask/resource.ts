import { getBackendSrv } from '@grafana/runtime';
import type { z } from 'zod';
import { viewerLanguage } from '../../shims/language';

/** What happens is told on the page, not in a pop-up. */
export const quietly = { showErrorAlert: false, showSuccessAlert: false };

export const pathOf = (uid: string) => `/api/datasources/uid/${encodeURIComponent(uid)}`;

type Parameters = Readonly<Record<string, string | number>>;

/** What a resource of a store's data source answers, in the viewer's language. */
export async function getResource<Schema extends z.ZodType>(
  uid: string,
  path: string,
  schema: Schema,
  parameters: Parameters = {}
): Promise<z.output<Schema>> {
  const answer: unknown = await getBackendSrv().get(
    `${pathOf(uid)}/resources/${path}`,
    { lang: viewerLanguage(), ...parameters },
    undefined,
    quietly
  );
  return schema.parse(answer);
}

/** Asks a resource to do something, and gives its answer. */
export async function postResource<Schema extends z.ZodType>(
  uid: string,
  path: string,
  schema: Schema,
  body: object
): Promise<z.output<Schema>> {
  const answer: unknown = await getBackendSrv().post(
    `${pathOf(uid)}/resources/${path}`,
    { language: viewerLanguage(), ...body },
    quietly
  );
  return schema.parse(answer);
}
