import { z } from 'zod';
import { CopyError, isCopyErrorCode } from '../../copy';
import { RoleError, startRole, type RoleCommand } from '../../roles';
import type { Log } from '../../shopify';

export interface KeeperParts {
  readonly log: Log;
  readonly command?: RoleCommand;
  readonly now: () => number;
}

export interface Keeper {
  /** Saves a copy beside it, while it is read and written. */
  backUp(file: string, label: 'manual' | 'scheduled'): Promise<void>;
  /** Lets back-ups follow what was wiped in their copy: see `wipeBackups`. */
  wipeBackups(file: string): Promise<void>;
  /** Puts a back-up in the place of a copy, which nobody may have open. */
  restore(file: string, backup: string): Promise<void>;
  /** Lets a data source keep its copy under new credentials: see `adopt`. */
  adopt(file: string, owner: string, shopId: string): Promise<void>;
}

const limit = 60 * 60_000;
const told = z.object({ values: z.record(z.string(), z.union([z.string(), z.number()])) });

/** Runs each piece of work in a process that lives as long as it does. Rejects with `CopyError`. */
export function keeperOf({ log, command, now }: KeeperParts): Keeper {
  const run = async (name: string, params: object): Promise<void> => {
    const process = startRole('copy-keeper', undefined, {
      log: (line) => log.info('keeper', { line }),
      ...(command === undefined ? {} : { command }),
    });
    try {
      const signal = new AbortController().signal;
      await process.call(name, { ...params, now: now() }, { signal, deadline: Date.now() + limit });
    } catch (error) {
      throw asCopyFailure(error);
    } finally {
      await process.close();
    }
  };
  return {
    backUp: (file, label) => run('backUp', { file, label }),
    wipeBackups: (file) => run('wipeBackups', { file }),
    restore: (file, backup) => run('restore', { file, backup }),
    adopt: (file, owner, shopId) => run('adopt', { file, owner, shopId }),
  };
}

function asCopyFailure(error: unknown): unknown {
  return error instanceof RoleError && isCopyErrorCode(error.code)
    ? new CopyError(error.code, told.safeParse(error.details).data?.values ?? {}, error)
    : error;
}
