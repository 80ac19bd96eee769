import { locationService } from '@grafana/runtime';
import { useSyncExternalStore } from 'react';
import { z } from 'zod';

const place = z.object({ pathname: z.string() });

function subscribe(changed: () => void): () => void {
  const subscription = locationService.getLocationObservable().subscribe(changed);
  return () => subscription.unsubscribe();
}

/** The path inside this Grafana, followed as it changes. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => place.parse(locationService.getLocation()).pathname);
}

/** One value of the address's query, followed as it changes. */
export function useParameter(name: string): string | undefined {
  return useSyncExternalStore(subscribe, () => locationService.getSearch().get(name) ?? undefined);
}
