import { z } from 'zod';
import { runQueries } from '../ask/query';

const row = z.object({ scope: z.string(), granted: z.boolean(), without: z.string() });

export interface Scopes {
  /** Scopes that the app was not given, and what is lost without each. */
  readonly denied: ReadonlyArray<{ readonly scope: string; readonly without: string }>;
  /** Why scopes could not be asked for. */
  readonly problem: string | undefined;
}

/** Asks, as any Viewer may, which scopes the shop has not granted. */
export async function askScopes(uid: string): Promise<Scopes> {
  const now = Date.now();
  const told = await runQueries(
    uid,
    { from: now - 60_000, to: now },
    { scopes: { version: 2, queryType: 'status', part: 'scopes' } }
  );
  const { rows, error } = told('scopes');
  const denied = z
    .array(row)
    .parse(rows)
    .filter(({ granted }) => !granted);
  return { denied, problem: error };
}
