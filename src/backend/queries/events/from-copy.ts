import { sql } from 'kysely';
import { z } from 'zod';
import type { EventKind, EventsQuery } from '../../../query';
import { copyQuery, type CopyAccess, type CopyQuery } from '../../copy';
import type { Ask } from '../common/ask';
import { incidentsOf } from './incidents';
import { themesFromCopy } from './themes';
import { blank, kindOf, listed, listedAs, type ShopEvent } from './event';

export interface Found {
  readonly events: readonly ShopEvent[];
  readonly sent: readonly string[];
  /** Whether the copy tells of themes too. */
  readonly hasThemes: boolean;
}

const fieldsOf: Readonly<Partial<Record<EventKind, readonly string[]>>> = {
  price_changes: ['price', 'compare_at_price'],
  cost_changes: ['unit_cost'],
  product_changes: ['product_status'],
  discount_changes: ['discount_status'],
  stock: ['available'],
};

const eventRow = z.object({
  at: z.number(),
  subject_type: z.string(),
  subject_id: z.string().nullable(),
  action: z.string(),
  app: z.string().nullable(),
  subject: z.string().nullable(),
});

const changeRow = z.object({
  at: z.number(),
  field: z.string(),
  subject_id: z.string(),
  before_value: z.number().nullable(),
  after_value: z.number().nullable(),
  before_text: z.string().nullable(),
  after_text: z.string().nullable(),
  place: z.string().nullable(),
  subject: z.string().nullable(),
  owner_id: z.string().nullable(),
});

/** Events and noticed changes of the range out of the copy, newest first. */
export async function eventsFromCopy(ask: Ask<EventsQuery>, copy: CopyAccess): Promise<Found> {
  const { query, options } = ask;
  const caller = { ...options, caller: options.caller ?? '' };
  const sent: string[] = [];
  const read = async <Row>(made: CopyQuery, schema: z.ZodType<Row>) => {
    sent.push(made.sql);
    return await copy.reads.rows(made, schema, caller);
  };
  const wantsEvents = listed.some((kind) => query.kinds.includes(kind));
  const fields = query.kinds.flatMap((kind) => fieldsOf[kind] ?? []);
  const [events, changes, incidents, themes] = await Promise.all([
    wantsEvents ? read(eventsOf(ask, copy), eventRow) : [],
    fields.length > 0 ? read(changesOf(ask, copy, fields), changeRow) : [],
    query.kinds.includes('incidents') ? incidentsOf(ask, copy) : [],
    query.kinds.includes('theme_publishes')
      ? themesFromCopy(read, copy, { ...ask.range, limit: query.limit })
      : undefined,
  ]);
  return {
    sent,
    hasThemes: themes !== undefined,
    events: [
      ...events.flatMap(({ at, subject_type: subjectType, subject_id: subjectId, action, app, subject }) => {
        const kind = kindOf(query.kinds, subjectType, action);
        return kind === undefined ? [] : [{ ...blank, kind, at, subjectType, subjectId, action, app, subject }];
      }),
      ...changes.map((row) => ofChange(row, query.kinds)),
      ...incidents,
      ...(themes ?? []),
    ],
  };
}

function eventsOf({ query, range }: Ask<EventsQuery>, { shopId }: CopyAccess): CopyQuery {
  const kinds = listed.filter((kind) => query.kinds.includes(kind));
  return copyQuery()
    .selectFrom('events as e')
    .leftJoin('products as p', (join) =>
      join.onRef('p.shop_id', '=', 'e.shop_id').onRef('p.id', '=', 'e.subject_id').on('e.subject_type', '=', 'PRODUCT')
    )
    .leftJoin('orders as o', (join) =>
      join.onRef('o.shop_id', '=', 'e.shop_id').onRef('o.id', '=', 'e.subject_id').on('e.subject_type', '=', 'ORDER')
    )
    .leftJoin('discounts as d', (join) =>
      join
        .onRef('d.shop_id', '=', 'e.shop_id')
        .onRef('d.id', '=', 'e.subject_id')
        .on('e.subject_type', 'in', [...(listedAs.discount_changes.subjects ?? [])])
    )
    .select(['e.created_at as at', 'e.subject_type', 'e.subject_id', 'e.action', 'e.app_title as app'])
    .select((q) => q.fn<string | null>('coalesce', [q.ref('p.title'), q.ref('o.name'), q.ref('d.title')]).as('subject'))
    .where('e.shop_id', '=', shopId)
    .where('e.created_at', '>=', range.from)
    .where('e.created_at', '<=', range.to)
    .where((q) =>
      q.or(
        kinds.map((kind) => {
          const { actions, not, subjects } = listedAs[kind];
          return q.and([
            ...(actions === undefined ? [] : [q('e.action', 'in', [...actions])]),
            ...(not === undefined ? [] : [q('e.action', '!=', not)]),
            ...(subjects === undefined ? [] : [q('e.subject_type', 'in', [...subjects])]),
          ]);
        })
      )
    )
    .orderBy('e.created_at', 'desc')
    .limit(query.limit + 1)
    .compile();
}

/** The first row of a subject tells how things are, not that they changed. */
function changesOf({ query, range }: Ask<EventsQuery>, { shopId }: CopyAccess, fields: readonly string[]): CopyQuery {
  return copyQuery()
    .selectFrom('changes as c')
    .leftJoin('variants as v', (join) =>
      join
        .onRef('v.shop_id', '=', 'c.shop_id')
        .on((q) =>
          q.or([
            q.and([q('c.field', 'in', ['price', 'compare_at_price']), q('v.id', '=', q.ref('c.subject_id'))]),
            q.and([
              q('c.field', 'in', ['available', 'unit_cost']),
              q('v.inventory_item_id', '=', q.ref('c.subject_id')),
            ]),
          ])
        )
    )
    .leftJoin('products as p', (join) =>
      join
        .onRef('p.shop_id', '=', 'c.shop_id')
        .on((q) => q('p.id', '=', q.fn<string>('coalesce', [q.ref('v.product_id'), q.ref('c.subject_id')])))
    )
    .leftJoin('discounts as d', (join) =>
      join.onRef('d.shop_id', '=', 'c.shop_id').onRef('d.id', '=', 'c.subject_id').on('c.field', '=', 'discount_status')
    )
    .leftJoin('locations as l', (join) => join.onRef('l.shop_id', '=', 'c.shop_id').onRef('l.id', '=', 'c.location_id'))
    .select(['c.at', 'c.field', 'c.subject_id', 'c.before_value', 'c.after_value', 'c.before_text', 'c.after_text'])
    .select(['l.name as place', 'v.product_id as owner_id'])
    .select(
      sql<string | null>`coalesce(d.title, p.title || case when v.title is null or v.title = 'Default Title' then ''
        else ' – ' || v.title end)`.as('subject')
    )
    .where('c.shop_id', '=', shopId)
    .where('c.field', 'in', [...fields])
    .where('c.at', '>=', range.from)
    .where('c.at', '<=', range.to)
    .where((q) =>
      q.or([
        q.and([q('c.field', '=', 'available'), q('c.before_value', '>', 0), q('c.after_value', '<=', 0)]),
        q.and([q('c.field', '=', 'available'), q('c.before_value', '<=', 0), q('c.after_value', '>', 0)]),
        q.and([
          q('c.field', '!=', 'available'),
          q.or([q('c.before_value', 'is not', null), q('c.before_text', 'is not', null)]),
        ]),
      ])
    )
    .orderBy('c.at', 'desc')
    .limit(query.limit + 1)
    .compile();
}

const money = 10_000;

function ofChange(row: z.infer<typeof changeRow>, kinds: readonly EventKind[]): ShopEvent {
  const { field, at, subject, place } = row;
  const kind = kinds.find((each) => fieldsOf[each]?.includes(field) ?? false) ?? 'product_changes';
  const isMoney = kind === 'price_changes' || kind === 'cost_changes';
  const written = (value: number | null, text: string | null) =>
    text ?? (value === null ? null : String(isMoney ? value / money : value));
  const isProduct = field === 'product_status' || row.owner_id !== null;
  return {
    ...blank,
    kind,
    at,
    subject,
    place,
    isMoney,
    subjectType: field === 'discount_status' ? 'DISCOUNT_NODE' : isProduct ? 'PRODUCT' : 'INVENTORY_ITEM',
    subjectId: row.owner_id ?? row.subject_id,
    action: field === 'available' ? ((row.after_value ?? 0) > 0 ? 'back_in_stock' : 'sold_out') : field,
    before: written(row.before_value, row.before_text),
    after: written(row.after_value, row.after_text),
  };
}
