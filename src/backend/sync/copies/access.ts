import { CopyError, type CopyAccess } from '../../copy';
import type { Standings } from '../supervisor/state';
import type { CopyUse } from './copies';

/** Who asks. Alert rules and public dashboards have no user of their own. */
export interface Caller {
  readonly role: string;
  readonly isAlert: boolean;
}

const none: CopyAccess['reads'] = {
  rows: () => Promise.reject(new CopyError('off')),
  columns: () => Promise.reject(new CopyError('off')),
};

/** Failures after which nothing in the file can be trusted or read. */
const unreadable = new Set(
  ['corrupt', 'notACopy', 'newerSchema', 'missing', 'migrationFailed'].map((code) => `copy:error.${code}`)
);

/** What a query may know of the copy: one that can't follow the shop just now still answers, and says so. */
export function accessOf(use: CopyUse, { role, isAlert }: Caller): CopyAccess {
  if (use.kind === 'off') {
    return { state: 'off', reason: use.reason, reads: none, shopId: '', personal: false };
  }
  const { settings, reads, sql } = use;
  const standings = use.supervisor.standings();
  const orders = standings.entities.find(({ entity }) => entity === 'orders');
  const { reason } = standings;
  return {
    state: stateOf(standings),
    reads,
    ...(sql === undefined ? {} : { sql }),
    shopId: standings.shopId ?? '',
    personal: !isAlert && settings.personal.length > 0 && settings.personalRoles.some((allowed) => allowed === role),
    ...(reason === undefined ? {} : { reason }),
    ...(typeof orders?.checkedAt !== 'number' ? {} : { freshAt: orders.checkedAt }),
    ...(typeof orders?.completeFrom !== 'number' ? {} : { completeFrom: orders.completeFrom }),
  };
}

function stateOf({ state, reason, entities, shopId }: Standings): CopyAccess['state'] {
  const filled = shopId !== undefined && entities.some((each) => each.entity === 'orders' && each.state === 'current');
  switch (state) {
    case 'starting':
    case 'failed':
      return filled && !unreadable.has(reason?.code ?? '') ? 'current' : state;
    case 'paused':
    case 'reader':
      return filled ? 'current' : 'backfill';
    case 'stopped':
      return 'off';
    default:
      return state;
  }
}
