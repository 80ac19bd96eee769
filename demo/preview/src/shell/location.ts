import { locationService } from '@grafana/runtime';
import { useCallback, useSyncExternalStore } from 'react';

function subscribe(changed: () => void): () => void {
  return locationService.getHistory().listen(changed);
}

/** The path that is shown. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => locationService.getLocation().pathname);
}

/** One value of the address's query, and what sets it without leaving the page. */
export function useSearch(name: string): readonly [string | undefined, (value: string | undefined) => void] {
  const value = useSyncExternalStore(subscribe, () => locationService.getSearch().get(name) ?? undefined);
  const set = useCallback(
    (next: string | undefined) => locationService.partial({ [name]: next ?? null }, true),
    [name]
  );
  return [value, set];
}
