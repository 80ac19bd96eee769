import { getBackendSrv } from '@grafana/runtime';
import type { Preferences } from '../preferences';
import { useLoaded, type Loaded } from '../shell/useLoaded';
import { dashboards, type Dashboard } from './model';

/** The bundled dashboards in the viewer's language: those with its tag, or those with no language's tag. */
export function useDashboards(language: Preferences['language']): Loaded<readonly Dashboard[]> {
  return useLoaded(async () => {
    const all = dashboards.parse(await getBackendSrv().get<unknown>('/api/dashboards'));
    const isOther = ({ tags }: Dashboard) => ['en', 'ko'].some((each) => each !== language && tags.includes(each));
    return all.filter((each) => !isOther(each));
  }, [language]);
}
