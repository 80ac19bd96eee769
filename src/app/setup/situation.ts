import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { z } from 'zod';
import { connectionSchema, copySchema, type Connection, type Copy } from '../../query/resources';
import { refusalOf } from '../alerts/grafana';
import { askStandings, type Standing } from '../alerts/standing';
import { faultOf } from '../ask/fault';
import { getResource, pathOf, quietly } from '../ask/resource';
import type { Store } from '../stores/stores';

/** What was asked, or why it could not be told. */
export type Told<Answer> = { readonly is: Answer } | { readonly failed: string };

const endpoint = z.object({
  name: z.string(),
  lines: z.number().optional(),
  milliseconds: z.number().default(0),
  failed: z
    .object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).default({}) })
    .optional(),
});
export type Endpoint = z.output<typeof endpoint>;

const health = z.object({ details: z.looseObject({ logs: z.array(endpoint).default([]) }) });

/** How far a store is set up: what is true on the server when it is asked, never what somebody ticked. */
export interface Situation {
  /** Whether the data source is no longer there. */
  readonly gone: boolean;
  readonly connection: Told<Connection>;
  /** Lokis that the data source asks, each with how it answered. */
  readonly logs: Told<readonly Endpoint[]>;
  readonly copy: Told<Copy>;
  readonly alerts: Told<readonly Standing[]>;
}

async function told<Answer>(ask: Promise<Answer>, reason: (error: unknown) => string): Promise<Told<Answer>> {
  try {
    return { is: await ask };
  } catch (error) {
    return { failed: reason(error) };
  }
}

async function askLogs(uid: string): Promise<readonly Endpoint[]> {
  const answer = await getBackendSrv().get<unknown>(`${pathOf(uid)}/health`, undefined, undefined, quietly);
  return health.parse(answer).details.logs;
}

/** Throws where Grafana can't be reached at all. */
export async function askSituation(store: Store): Promise<Situation> {
  const { uid } = store;
  let gone = false;
  const copyFault = (error: unknown) => {
    if (error instanceof TypeError) {
      throw error;
    }
    // The backend answers this for every data source there is, so only Grafana says 404.
    gone ||= isFetchError(error) && error.status === 404;
    return faultOf(error);
  };
  const [connection, logs, copy, alerts] = await Promise.all([
    told(getResource(uid, 'connection', connectionSchema), faultOf),
    told(askLogs(uid), faultOf),
    told(getResource(uid, 'copy', copySchema), copyFault),
    told(askStandings(store), refusalOf),
  ]);
  return { gone, connection, logs, copy, alerts };
}
