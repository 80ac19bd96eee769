import type { PanelData } from '@grafana/data';
import type { Problem } from '../../../query/resources';

/** Errors of the last run of this query, to be shown where they were made. */
export function responseProblems(data: PanelData | undefined, refId: string): readonly Problem[] {
  return (data?.errors ?? [])
    .filter((error) => error.refId === undefined || error.refId === refId)
    .flatMap(({ message }) =>
      message === undefined || message === '' ? [] : [{ severity: 'error' as const, message }]
    );
}
