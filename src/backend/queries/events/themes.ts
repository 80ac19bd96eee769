import { z } from 'zod';
import { copyQuery, type CopyAccess, type CopyQuery } from '../../copy';
import { themeEvent, type ShopEvent } from './event';

const kept = z.object({ id: z.string() });
const row = z.object({
  at: z.number(),
  field: z.string(),
  id: z.string(),
  name: z.string(),
  before: z.string().nullable(),
});

/** Reads rows of the copy on behalf of a query. */
type Read = <Row>(query: CopyQuery, schema: z.ZodType<Row>) => Promise<Row[]>;

/**
 * Publications and changes of the published theme in [from, to], newest first; undefined where the copy keeps none, as the
 * app lacks `read_themes` or themes were not read yet. The first one that the copy knows of is told as a change, since what
 * was before it is not known.
 */
export async function themesFromCopy(
  read: Read,
  { shopId }: Pick<CopyAccess, 'shopId'>,
  { from, to, limit }: { readonly from: number; readonly to: number; readonly limit: number }
): Promise<readonly ShopEvent[] | undefined> {
  const known = copyQuery().selectFrom('themes').select('id').where('shop_id', '=', shopId).limit(1).compile();
  if ((await read(known, kept)).length === 0) {
    return undefined;
  }
  const query = copyQuery()
    .selectFrom('changes as c')
    .innerJoin('themes as h', (join) => join.onRef('h.shop_id', '=', 'c.shop_id').onRef('h.id', '=', 'c.subject_id'))
    .select(['c.at', 'c.field', 'h.id', 'h.name', 'c.before_text as before'])
    .where('c.shop_id', '=', shopId)
    .where('c.field', 'in', ['main_theme', 'theme_edited'])
    .where('c.at', '>=', from)
    .where('c.at', '<=', to)
    .orderBy('c.at', 'desc')
    .limit(limit + 1)
    .compile();
  return (await read(query, row)).map(({ field, before, ...theme }) =>
    themeEvent(
      theme,
      field === 'main_theme' && before !== null
        ? { action: 'theme_published', before, after: theme.name }
        : { action: 'theme_changed' }
    )
  );
}
