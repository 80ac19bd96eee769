import { sql } from 'kysely';
import { z } from 'zod';
import type { Translate } from '../../../locales/core';
import type { BackendMessage } from '../../../locales/backend';
import type { KpiDimension } from '../../../query';
import { compiled, type KpiFilter, type Read } from '../../kpi';

/** Where titles of ids are; `same` counts the records that have the same title. */
const tables: Partial<Readonly<Record<KpiDimension, { readonly table: string; readonly title: string }>>> = {
  product: { table: 'products', title: 'title' },
  other_product: { table: 'products', title: 'title' },
  collection: { table: 'collections', title: 'title' },
  location: { table: 'locations', title: 'name' },
};

const named = z.object({ id: z.string(), title: z.string().nullable() });

/** What people call the values of dimensions: titles for ids, countries by name. Equal titles are told apart by their id. */
export async function namesOf(
  read: Read,
  shopId: string,
  dimensions: readonly KpiDimension[],
  rows: ReadonlyArray<readonly string[]>,
  t: Translate<BackendMessage>
): Promise<string[][]> {
  const byDimension = await Promise.all(
    dimensions.map(async (dimension, index) => {
      const ids = [...new Set(rows.map((values) => values[index] ?? ''))].filter((id) => id !== '');
      const titles = await titlesOf(read, shopId, dimension, ids);
      return (id: string) => (id === '' ? t('kpis:dimension.none') : (titles.get(id) ?? plain(dimension, id, t)));
    })
  );
  return rows.map((values) => values.map((value, index) => byDimension[index]?.(value) ?? value));
}

function plain(dimension: KpiDimension, id: string, t: Translate<BackendMessage>): string {
  switch (dimension) {
    case 'country':
    case 'session_country':
      return countryName(id, t('kpis:language')) ?? id;
    case 'product':
    case 'variant':
    case 'other_product':
      return t('kpis:dimension.deleted', { id });
    case 'rfm_segment':
      return segmentName(id, t);
    default:
      return id;
  }
}

function segmentName(id: string, t: Translate<BackendMessage>): string {
  switch (id) {
    case 'champions':
      return t('kpis:segment.champions');
    case 'loyal':
      return t('kpis:segment.loyal');
    case 'new':
      return t('kpis:segment.new');
    case 'promising':
      return t('kpis:segment.promising');
    case 'at_risk':
      return t('kpis:segment.at_risk');
    case 'lost':
      return t('kpis:segment.lost');
    default:
      return id;
  }
}

function countryName(code: string, language: string): string | undefined {
  return /^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames([language], { type: 'region' }).of(code) : undefined;
}

/** Of variants `v` and their products `p`. */
const variantTitle = sql`case when v.title = 'Default Title' then coalesce(p.title, '')
  else coalesce(p.title, '') || ' – ' || v.title end`;

async function titlesOf(
  read: Read,
  shopId: string,
  dimension: KpiDimension,
  ids: readonly string[]
): Promise<Map<string, string>> {
  if (ids.length === 0) {
    return new Map();
  }
  const place = tables[dimension];
  if (place !== undefined) {
    const { table, title } = place;
    const rows = await read(
      compiled(
        sql`select id, ${sql.ref(title)} as title from ${sql.table(table)} where shop_id = ${shopId} and id in (${sql.join(ids)})`
      ),
      named
    );
    return distinct(rows);
  }
  if (dimension === 'variant') {
    const rows = await read(
      compiled(sql`select v.id as id, ${variantTitle} as title
        from variants v left join products p on p.shop_id = v.shop_id and p.id = v.product_id
        where v.shop_id = ${shopId} and v.id in (${sql.join(ids)})`),
      named
    );
    return distinct(rows);
  }
  return dimension === 'channel' ? distinct(await channels(read, shopId)) : new Map();
}

/** Names of sales channels as the latest orders have them. */
async function channels(read: Read, shopId: string): Promise<Array<z.infer<typeof named>>> {
  return await read(
    compiled(sql`select distinct channel as id, channel_name as title from
      (select channel, channel_name from orders where shop_id = ${shopId} order by processed_day desc limit 3000) latest
      where channel is not null`),
    named
  );
}

function distinct(rows: ReadonlyArray<z.infer<typeof named>>): Map<string, string> {
  const times = new Map<string, number>();
  for (const { title } of rows) {
    times.set(title ?? '', (times.get(title ?? '') ?? 0) + 1);
  }
  return new Map(
    rows.flatMap(({ id, title }): Array<[string, string]> =>
      title === null || title === '' ? [] : [[id, (times.get(title) ?? 1) > 1 ? `${title} (${id})` : title]]
    )
  );
}

const byTitle = z.object({ id: z.string() });

/** A filter whose values may be titles or names, with the ids that the copy keys by beside them. */
export async function withIds(read: Read, shopId: string, filter: KpiFilter): Promise<KpiFilter> {
  const { dimension, operator, values } = filter;
  if (operator === '=~' || operator === '!~') {
    return filter;
  }
  const texts = values.map((each) => /\(([^()]+)\)$/.exec(each)?.[1] ?? each);
  const place = tables[dimension];
  if (place !== undefined) {
    const rows = await read(
      compiled(
        sql`select id from ${sql.table(place.table)} where shop_id = ${shopId} and ${sql.ref(place.title)} in (${sql.join(values)})`
      ),
      byTitle
    );
    return { dimension, operator, values: rows.length > 0 ? rows.map(({ id }) => id) : texts };
  }
  if (dimension === 'variant') {
    const rows = await read(
      compiled(sql`select v.id as id from variants v
        left join products p on p.shop_id = v.shop_id and p.id = v.product_id
        where v.shop_id = ${shopId} and ${variantTitle} in (${sql.join(values)})`),
      byTitle
    );
    return { dimension, operator, values: rows.length > 0 ? rows.map(({ id }) => id) : texts };
  }
  if (dimension === 'channel') {
    const known = await channels(read, shopId);
    return { dimension, operator, values: values.map((each) => known.find(({ title }) => title === each)?.id ?? each) };
  }
  return dimension === 'country'
    ? { dimension, operator, values: values.map((each) => countryCode(each) ?? each) }
    : filter;
}

const codes = new Map<string, string>();

function countryCode(name: string): string | undefined {
  if (codes.size === 0) {
    const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
    for (const language of ['en', 'ko']) {
      const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
      for (const code of letters.flatMap((one) => letters.map((other) => one + other))) {
        const shown = names.of(code);
        if (shown !== undefined) {
          codes.set(shown, code);
        }
      }
    }
  }
  return codes.get(name);
}
