import { locationService } from '@grafana/runtime';
import { useCallback, useSyncExternalStore } from 'react';
import { map } from 'rxjs';

const changes = locationService.getLocationObservable().pipe(map(() => undefined));

function subscribe(changed: () => void): () => void {
  const subscription = changes.subscribe(changed);
  return () => {
    subscription.unsubscribe();
  };
}

/** The path that is shown. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** The whole query of the address, e.g. `?var-store=usd`. */
export function useSearchString(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

/** One value of the address's query, and what sets it without leaving the page. */
export function useSearch(name: string): readonly [string | undefined, (value: string | undefined) => void] {
  const value = useSyncExternalStore(subscribe, () => new URLSearchParams(location.search).get(name) ?? undefined);
  const set = useCallback(
    (next: string | undefined) => {
      locationService.partial({ [name]: next ?? null }, true);
    },
    [name]
  );
  return [value, set];
}
