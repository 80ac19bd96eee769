import { sql } from 'kysely';
import { z } from 'zod';
import { copyQuery, type CopyAccess, type CopyQuery } from '../../copy';
import type { Ask } from '../common/ask';
import { localTime } from '../common/zone';
import type { OrdersRead } from './orders';
import type { Span } from './span';

const day = 86_400_000;

/** Shops with more orders a day are judged by their orders alone: nothing else tells sooner. */
const sparse = 300;

/** Checkouts are listed as abandoned some time after they were left: younger buckets count as usual, to err on the quiet side. */
const listedAfter = 60 * 60_000;

const cell = z.object({ bucket: z.number(), all: z.number(), bad: z.number() });

/** Counts on the orders' grid; what there is nothing of is left out. */
export interface SignalsRead {
  readonly checkouts?: Float64Array;
  readonly payments?: { readonly attempts: Float64Array; readonly failures: Float64Array };
}

/** The same, from a later bucket on. */
export function signalsFrom({ checkouts, payments }: SignalsRead, bucket: number): SignalsRead {
  return {
    ...(checkouts === undefined ? {} : { checkouts: checkouts.subarray(bucket) }),
    ...(payments === undefined
      ? {}
      : {
          payments: {
            attempts: payments.attempts.subarray(bucket),
            failures: payments.failures.subarray(bucket),
          },
        }),
  };
}

/** Signals for shops with few orders: checkouts begun (abandoned ones and orders), payments tried and failed. */
export async function readSignals(
  ask: Pick<Ask, 'options' | 'facts' | 'now'>,
  copy: CopyAccess,
  span: Span,
  orders: Pick<OrdersRead, 'counts' | 'total'>
): Promise<SignalsRead | undefined> {
  const { start, to, bucketMs } = span;
  if (orders.total / ((to - start) / day) > sparse) {
    return undefined;
  }
  const { options, facts, now } = ask;
  const dayOf = (at: number) => localTime(at, facts.timezone).slice(0, 10);
  const [firstDay, lastDay] = [dayOf(start), dayOf(to)];
  const read = async (query: CopyQuery) =>
    await copy.reads.rows(query, cell, { ...options, caller: options.caller ?? '' });
  const [left, tried] = await Promise.all([
    read(
      copyQuery()
        .selectFrom('abandoned_checkouts')
        .select([
          sql<number>`(created_at - ${start}) / ${bucketMs}`.as('bucket'),
          sql<number>`count(*)`.as('all'),
          sql<number>`0`.as('bad'),
        ])
        .where('shop_id', '=', copy.shopId)
        .where('created_day', '>=', firstDay)
        .where('created_day', '<=', lastDay)
        .where('created_at', '>=', start)
        .where('created_at', '<', to)
        .where('completed_at', 'is', null)
        .where('deleted_at', 'is', null)
        .groupBy(sql`1`)
        .compile()
    ),
    read(
      copyQuery()
        .selectFrom('transactions')
        .select([
          sql<number>`(processed_at - ${start}) / ${bucketMs}`.as('bucket'),
          sql<number>`count(*)`.as('all'),
          sql<number>`sum(status in ('FAILURE', 'ERROR'))`.as('bad'),
        ])
        .where('shop_id', '=', copy.shopId)
        .where('processed_day', '>=', firstDay)
        .where('processed_day', '<=', lastDay)
        .where('processed_at', '>=', start)
        .where('processed_at', '<', to)
        .where('kind', 'in', ['SALE', 'AUTHORIZATION'])
        .where('test', '=', 0)
        .groupBy(sql`1`)
        .compile()
    ),
  ]);
  const known = Math.max(0, Math.floor((now - listedAfter - start) / bucketMs));
  const checkouts = new Float64Array(orders.counts.length);
  const usual = left.reduce((sum, { bucket, all }) => sum + (bucket < known ? all : 0), 0) / Math.max(1, known);
  orders.counts.forEach((count, at) => {
    checkouts[at] = count + (at < known ? 0 : usual);
  });
  left
    .filter(({ bucket }) => bucket < known)
    .forEach(({ bucket, all }) => {
      checkouts[bucket] = (checkouts[bucket] ?? 0) + all;
    });
  const attempts = new Float64Array(orders.counts.length);
  const failures = new Float64Array(orders.counts.length);
  tried.forEach(({ bucket, all, bad }) => {
    attempts[bucket] = all;
    failures[bucket] = bad;
  });
  return {
    ...(left.length === 0 ? {} : { checkouts }),
    ...(tried.length === 0 ? {} : { payments: { attempts, failures } }),
  };
}
