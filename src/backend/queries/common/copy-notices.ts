import { z } from 'zod';
import type { FrameCustom } from '../../../query/resources';
import { copyQuery, type CopyAccess } from '../../copy';
import type { Notice, TimeRange } from '../../grafana';
import type { Ask } from './ask';
import { notice } from './notices';
import { QueryProblem } from './problem';
import { localTime } from './zone';

/** How far the copy may lag behind before a query says so. */
const fresh = 10 * 60_000;

type CopyAsk = Pick<Ask, 't' | 'copy' | 'now' | 'zone' | 'options'>;

const moment = (at: number, { zone }: Pick<Ask, 'zone'>) => localTime(at, zone).slice(0, 16).replace('T', ' ');

/** The copy, where it can be read; otherwise throws what keeps it from being read. */
export function readableCopy({ copy, t }: Pick<Ask, 'copy' | 't'>): CopyAccess {
  if (copy === undefined || copy.state === 'off') {
    const reason = copy?.reason;
    const told = reason === undefined ? '' : t(reason.code, reason.values);
    throw new QueryProblem('queries:sql.copyOff', { reason: told }, { fault: 'settings' });
  }
  if (copy.shopId === '' || copy.state === 'starting' || copy.state === 'failed') {
    const reason = copy.reason;
    const told = reason === undefined ? '' : t(reason.code, reason.values);
    throw new QueryProblem('queries:sql.copyNotReady', { reason: told }, { fault: 'settings', status: 503 });
  }
  return copy;
}

/** Where figures of the copy come from and how fresh they are, for `meta.custom`. */
export function copyCustom({ freshAt, completeFrom }: CopyAccess): FrameCustom {
  return {
    lane: 'owned',
    source: 'copy',
    ...(freshAt === undefined ? {} : { freshAt }),
    ...(completeFrom === undefined ? {} : { completeFrom }),
  };
}

/** Whether all that happened in a stretch of time is in the copy by now, gaps aside. */
export function seesAll({ now }: Pick<Ask, 'now'>, { state, freshAt, completeFrom }: CopyAccess, range: TimeRange) {
  const isCurrent = state === 'current' && freshAt !== undefined && freshAt >= Math.min(now, range.to) - fresh;
  return isCurrent && completeFrom !== undefined && completeFrom <= range.from;
}

/** What the copy can't see of a stretch of time: still filling, asleep, behind, beginning later, or with gaps. */
export async function copyNotices(ask: CopyAsk, copy: CopyAccess, range: TimeRange): Promise<Notice[]> {
  const { t, now } = ask;
  const { freshAt, completeFrom } = copy;
  const at = freshAt === undefined ? '–' : moment(freshAt, ask);
  const isBehind = freshAt === undefined || freshAt < Math.min(now, range.to) - fresh;
  return [
    ...(copy.state === 'backfill' || completeFrom === undefined
      ? [notice(t, 'warning', 'queries:sql.filling')]
      : completeFrom > range.from
        ? [notice(t, 'warning', 'queries:sql.beginsAt', { at: moment(completeFrom, ask) })]
        : []),
    ...(copy.state === 'asleep'
      ? [notice(t, 'warning', 'queries:sql.asleep', { at })]
      : isBehind && copy.state === 'current'
        ? [notice(t, 'warning', 'queries:sql.behind', { at })]
        : []),
    ...(await gapNotices(ask, copy, range)),
  ];
}

const gapRow = z.object({ entities: z.string(), from_at: z.number(), to_at: z.number(), reason: z.string() });

/** Gaps before the copy began are told by its beginning. */
async function gapNotices(ask: CopyAsk, copy: CopyAccess, range: TimeRange): Promise<Notice[]> {
  const query = copyQuery()
    .selectFrom('gaps')
    .select((q) => [q.fn<string>('group_concat', [q.ref('entity')]).as('entities'), 'from_at', 'to_at', 'reason'])
    .where('shop_id', '=', copy.shopId)
    .where('reason', '!=', 'before_copy')
    .where('from_at', '<', range.to)
    .where('to_at', '>', range.from)
    .groupBy(['from_at', 'to_at', 'reason'])
    .orderBy('from_at', 'desc')
    .limit(3)
    .compile();
  const rows = await copy.reads.rows(query, gapRow, { ...ask.options, caller: ask.options.caller ?? '' });
  return rows.map(({ entities, from_at, to_at }) =>
    notice(ask.t, 'warning', 'queries:sql.gap', {
      entities: entities.split(',').join(', '),
      from: moment(from_at, ask),
      to: moment(to_at, ask),
    })
  );
}
