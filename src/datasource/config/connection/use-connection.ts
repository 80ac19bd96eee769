import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { connectionSchema, type Connection } from '../../../query/resources';
import { viewerLanguage } from '../../../shims/language';
import { reasonOf } from '../../../shims/reason';

export type ConnectionState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'ready'; readonly connection: Connection };

/** Asks the saved data source about its store; again whenever `version` (a save) or `turn` (a click) changes. */
export function useConnection(uid: string, version: number | undefined, turn: number): ConnectionState {
  const asked = `${uid} ${version} ${turn}`;
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly state: ConnectionState }>();
  useEffect(() => {
    const current = { wanted: true };
    const settle = (state: ConnectionState) => current.wanted && setAnswer({ asked, state });
    getBackendSrv()
      .get<unknown>(
        `/api/datasources/uid/${encodeURIComponent(uid)}/resources/connection`,
        { lang: viewerLanguage() },
        undefined,
        { showErrorAlert: false }
      )
      .then((answer) => settle({ state: 'ready', connection: connectionSchema.parse(answer) }))
      .catch((error: unknown) => settle({ state: 'failed', reason: reasonOf(error) }));
    return () => {
      current.wanted = false;
    };
  }, [uid, asked]);
  return answer?.asked === asked ? answer.state : { state: 'loading' };
}
