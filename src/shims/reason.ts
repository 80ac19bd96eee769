import { isFetchError } from '@grafana/runtime';

/** Why asking the backend failed, in the backend's own words where it had any. */
export function reasonOf(error: unknown): string {
  if (isFetchError<{ message?: string } | undefined>(error)) {
    return error.data?.message ?? error.statusText ?? String(error.status);
  }
  return error instanceof Error ? error.message : String(error);
}
