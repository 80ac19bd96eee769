import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { copySchema, type Copy } from '../../../query/resources';
import { viewerLanguage } from '../../../shims/language';
import { reasonOf } from '../../../shims/reason';

export type CopyAnswer =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'ready'; readonly copy: Copy };

/** How the saved data source's copy is; asked again whenever the settings are saved. */
export function useCopyState(uid: string, version: number | undefined): CopyAnswer {
  const asked = `${uid} ${version}`;
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly state: CopyAnswer }>();
  useEffect(() => {
    const current = { wanted: true };
    const settle = (state: CopyAnswer) => current.wanted && setAnswer({ asked, state });
    getBackendSrv()
      .get<unknown>(
        `/api/datasources/uid/${encodeURIComponent(uid)}/resources/copy`,
        { lang: viewerLanguage() },
        undefined,
        { showErrorAlert: false }
      )
      .then((copy) => settle({ state: 'ready', copy: copySchema.parse(copy) }))
      .catch((error: unknown) => settle({ state: 'failed', reason: reasonOf(error) }));
    return () => {
      current.wanted = false;
    };
  }, [uid, asked]);
  return answer?.asked === asked ? answer.state : { state: 'loading' };
}
