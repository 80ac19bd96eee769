import path from 'node:path';
import { Registry, systemEnvironment, type Log } from '../../src/backend/shopify';
import { Copies } from '../../src/backend/sync';
import { RolePool } from '../../src/backend/roles';
import { copySettings } from '../../src/query/settings';
import type { FastClock } from './clock';

export interface CopyingOptions {
  readonly root: string;
  /** Address of the moving shop, and its domain. */
  readonly url: string;
  readonly domain: string;
  readonly clock: FastClock;
  readonly log: Log;
  readonly windowObjects: number;
}

/** All of syncing for one moving shop: the writer's own process and a file below `root`. */
export function startCopying({ root, url, domain, clock, log, windowObjects }: CopyingOptions) {
  const main = path.join(import.meta.dirname, '../../src/backend/main.ts');
  const command = { program: process.execPath, arguments: [main] };
  const copies = new Copies({
    registry: new Registry(systemEnvironment({ clock, timers: clock, log })),
    log,
    root,
    command,
    holder: 'the only one',
    readers: new RolePool('copy-reader', undefined, {
      command,
      log: () => undefined,
      size: 1,
      queue: { total: 10, perCaller: 10 },
      killOnCancel: true,
      idleAfter: 60_000,
    }),
    backfill: { windowObjects, watch: { every: 2_000, stalledAfter: 3_600_000 } },
  });
  const use = copies.use(
    'faults',
    {
      domain,
      credentials: { kind: 'token', token: 'shpat_demo_token' },
      apiVersion: '2026-07',
      sandboxUrl: url,
      allowProtected: new Set(),
    },
    copySettings.parse({ enabled: true, budgetShare: 0.8 })
  );
  if (use.kind === 'off') {
    throw new Error(JSON.stringify(use.reason));
  }
  return { copies, supervisor: use.supervisor };
}
