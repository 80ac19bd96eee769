import { z } from 'zod';
import { copyQuery, type CopyAccess } from '../../copy';
import type { KnownEvent, KnownIncident } from '../../impact';
import type { Ask } from '../common/ask';
import type { Span } from './span';

type Reading = Pick<Ask, 'options'>;

const stretch = z.object({ from: z.number(), to: z.number() });

/** Incidents that were kept and are over: what came in them teaches nothing of the usual. Newest revisions alone. */
export async function knownIncidents({ options }: Reading, copy: CopyAccess, span: Span): Promise<KnownIncident[]> {
  const query = copyQuery()
    .selectFrom('incidents as i')
    .select(['i.started_at as from', (q) => q.ref('i.ended_at').$notNull().as('to')])
    .where('i.shop_id', '=', copy.shopId)
    .where('i.started_at', '>=', span.start)
    .where('i.ended_at', '<', span.from - 86_400_000)
    .where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('incidents as later')
            .select('later.id')
            .whereRef('later.shop_id', '=', 'i.shop_id')
            .whereRef('later.id', '=', 'i.id')
            .whereRef('later.revision', '>', 'i.revision')
        )
      )
    )
    .where('i.state', 'in', [2, 4])
    .compile();
  return await copy.reads.rows(query, stretch, { ...options, caller: options.caller ?? '' });
}

const event = z.object({ at: z.number(), name: z.string() });

/** Variants that sold out since a day before the range, newest first; few enough to be named. */
export async function stockOuts({ options }: Reading, copy: CopyAccess, span: Span): Promise<KnownEvent[]> {
  const query = copyQuery()
    .selectFrom('changes as c')
    .innerJoin('variants as v', (join) =>
      join.onRef('v.shop_id', '=', 'c.shop_id').onRef('v.inventory_item_id', '=', 'c.subject_id')
    )
    .innerJoin('products as p', (join) => join.onRef('p.shop_id', '=', 'v.shop_id').onRef('p.id', '=', 'v.product_id'))
    .select(['c.at', 'p.title as name'])
    .where('c.shop_id', '=', copy.shopId)
    .where('c.field', '=', 'available')
    .where('c.at', '>=', Math.max(span.from, span.to - 2 * 86_400_000))
    .where('c.at', '<', span.to)
    .where('c.before_value', '>', 0)
    .where('c.after_value', '<=', 0)
    .orderBy('c.at', 'desc')
    .limit(3)
    .compile();
  const rows = await copy.reads.rows(query, event, { ...options, caller: options.caller ?? '' });
  return rows.map(({ at, name }) => ({ kind: 'stock_out', at, name }));
}
