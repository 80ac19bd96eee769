import { locationService } from '@grafana/runtime';
import { useSyncExternalStore } from 'react';

/** The whole query of the address, e.g. `?var-store=usd`. */
export function useSearchString(): string {
  return useSyncExternalStore(
    (changed) => locationService.getHistory().listen(changed),
    () => locationService.getLocation().search
  );
}
