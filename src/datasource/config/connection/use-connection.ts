import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { connectionSchema, type Connection } from '../../../query/resources';
import { viewerLanguage } from '../../../shims/language';
import { reasonOf } from '../../reason';

export type ConnectionState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'ready'; readonly connection: Connection };

/** Asks the saved data source about its store; again whenever `version` (a save) or `turn` (a click) changes. */
export function useConnection(uid: string, version: number | undefined, turn: number): ConnectionState {
  const [state, setState] = useState<ConnectionState>({ state: 'loading' });
  useEffect(() => {
    const current = { wanted: true };
    const settle = (next: ConnectionState) => current.wanted && setState(next);
    setState({ state: 'loading' });
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
  }, [uid, version, turn]);
  return state;
}
