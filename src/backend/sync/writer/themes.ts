import { sql } from 'kysely';
import type { CopyTransaction } from '../../copy';
import type { Rows } from '../mapping/context';

type Db = CopyTransaction['db'];

/**
 * What is noticed of the published theme: `main_theme` where another one was published, `theme_edited` where the same one
 * was changed. Shopify tells when a theme was last changed, not when it was published: where that lies after the last look
 * it is taken for the time of the publication, otherwise the moment of noticing it is.
 */
export async function themeChanges(db: Db, shopId: string, { themes }: Rows, readAt: number) {
  const [main] = themes;
  if (main === undefined) {
    return [];
  }
  const before = await db
    .selectFrom('themes')
    .select(['id', 'name', 'updated_at', 'synced_at'])
    .where('shop_id', '=', shopId)
    .where('role', '=', 'MAIN')
    .executeTakeFirst();
  const { id: subject, name, updated_at: changed } = main;
  if (before === undefined) {
    return [{ field: 'main_theme', subject, at: changed, before: undefined, after: name }];
  }
  if (before.id !== subject) {
    const at = changed > before.synced_at ? changed : readAt;
    // Copies of a theme may share its name: then the id tells which one it was.
    const old = before.name === name ? `${before.name} (${before.id})` : before.name;
    return [{ field: 'main_theme', subject, at, before: old, after: name }];
  }
  return [{ field: 'theme_edited', subject, at: changed, before: before.updated_at, after: changed }];
}

/** Call it after the published theme is written. */
export async function onlyOneIsPublished({ db }: CopyTransaction, shopId: string, { themes }: Rows): Promise<void> {
  const [main] = themes;
  if (main !== undefined) {
    await sql`update themes set role = 'UNPUBLISHED' where shop_id = ${shopId} and role = 'MAIN' and id <> ${main.id}`.execute(
      db
    );
  }
}
