import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { openConnection } from '../engine/sqlite/connection';
import { asCopyError } from '../engine/sqlite/failures';
import type { CopyError } from '../errors';
import { backupsOf } from '../files/names';
import { sync } from './backup';
import { backupFilesOf } from './names';
import { personalColumns, personalTables, type PersonalEntity } from './personal';

export interface WipeBackupsOptions {
  /** The copy, which may be read and written meanwhile. */
  readonly file: string;
  /** Entities of which nothing personal may stay, whatever the copy holds. */
  readonly entities?: readonly PersonalEntity[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How many back-ups were written anew, and how many were deleted as they are damaged and can't be. */
export interface WipedBackups {
  readonly wiped: number;
  readonly deleted: number;
}

/** A half-written file that nobody has touched for so long is left from a stop. Milliseconds. */
const abandoned = 60 * 60_000;
const all: readonly PersonalEntity[] = ['orders', 'customers'];
const companions = ['-wal', '-shm', '-journal'];

/**
 * Lets back-ups follow what was wiped in their copy: a back-up keeps no personal value of a record for which the copy has
 * none. Each is written anew beside itself and takes its place at once, so that a stop at any point leaves it whole, to be
 * done again; all else in it stays. A back-up that is damaged can be neither restored nor wiped: it is deleted where
 * something was wiped after it was made. Does nothing where the back-ups have followed already. Blocks: run it in a
 * process of its own. Throws `CopyError` once the others are done.
 */
export function wipeBackups({ file, entities = [], now }: WipeBackupsOptions): WipedBackups {
  const done = { wiped: 0, deleted: 0 };
  const failures: CopyError[] = [];
  removeAbandoned(file, now);
  const gone = existsSync(file) ? goneOf(file) : undefined;
  if (gone === undefined) {
    return done;
  }
  for (const backup of backupFilesOf(file)) {
    try {
      done.wiped += wipeFile(backup, file, gone, entities) ? 1 : 0;
    } catch (error) {
      const known = asCopyError(error, backup);
      if (!['corrupt', 'notACopy'].includes(known.code)) {
        failures.push(known);
      } else if (statSync(backup).mtimeMs < gone) {
        [...companions, ''].forEach((end) => rmSync(`${backup}${end}`, { force: true }));
        done.deleted += 1;
      }
    }
  }
  const [failure] = failures;
  if (failure !== undefined) {
    throw failure;
  }
  return done;
}

function goneOf(file: string): number | undefined {
  const database = openConnection(file, 'read');
  try {
    return goneIn(database, 'main');
  } catch (error) {
    throw asCopyError(error, file);
  } finally {
    database.close();
  }
}

const stamp = z.object({ gone: z.coerce.number().nullable() });

/** When personal data was last wiped, as the copy says itself; a back-up says so as of when it was made or followed. */
function goneIn(database: DatabaseSync, schema: 'main' | 'live'): number | undefined {
  const sql = `select max(cast(value as integer)) as gone from ${schema}.copy_settings where name = 'personalGone'`;
  return stamp.parse(database.prepare(sql).get()).gone ?? undefined;
}

/** False where nothing had to be done. */
function wipeFile(backup: string, file: string, gone: number, entities: readonly PersonalEntity[]): boolean {
  const part = `${backup}.wiping`;
  rmSync(part, { force: true });
  // Folds a log that lies beside it into it, so that nothing but the file itself has to be replaced.
  const before = openConnection(backup, 'rewrite');
  try {
    if (entities.length === 0 && goneIn(before, 'main') === gone) {
      return false;
    }
    before.prepare('vacuum into ?').run(part);
  } finally {
    before.close();
  }
  try {
    wipePart(part, file, gone, entities);
    sync(part);
    renameSync(part, backup);
    sync(backup);
    return true;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function wipePart(part: string, file: string, gone: number, entities: readonly PersonalEntity[]): void {
  const database = openConnection(part, 'rewrite');
  try {
    database.prepare('attach database ? as live').run(file);
    database.exec('begin');
    for (const entity of all) {
      wipeEntity(database, entity, entities.includes(entity));
    }
    const which =
      entities.length > 0
        ? ''
        : `where not exists (select 1 from live.documents l where
      l.shop_id = documents.shop_id and l.entity = documents.entity and l.id = documents.id)`;
    database.exec(`delete from main.documents ${which}`);
    database.exec(`delete from main.metafields where owner = 'customers' and not exists (select 1 from live.metafields l
      where l.shop_id = metafields.shop_id and l.owner = 'customers' and l.owner_id = metafields.owner_id)`);
    database
      .prepare(
        `insert into main.copy_settings (shop_id, name, value) select shop_id, 'personalGone', ? from main.shops
          where true on conflict do update set value = excluded.value`
      )
      .run(String(gone));
    database.exec('commit');
    database.exec('detach database live');
    database.exec('vacuum');
  } finally {
    database.close();
  }
}

/** Only columns that both files have: a back-up can be of an older schema. */
function wipeEntity(database: DatabaseSync, entity: PersonalEntity, whole: boolean): void {
  for (const table of personalTables[entity]) {
    const there = columnsOf(database, 'main', table.name);
    const here = columnsOf(database, 'live', table.name);
    const columns = personalColumns(table).filter((name) => there.has(name) && here.has(name));
    const each = (text: (name: string) => string, between: string) => columns.map(text).join(between);
    if (columns.length > 0) {
      const followed = `and exists (select 1 from live.${table.name} l where l.shop_id = ${table.name}.shop_id
        and l.id = ${table.name}.id and ${each((name) => `l.${name} is null`, ' and ')})`;
      database.exec(`update main.${table.name} set ${each((name) => `${name} = null`, ', ')}
        where (${each((name) => `${name} is not null`, ' or ')}) ${whole ? '' : followed}`);
    }
  }
}

const columnNames = z.array(z.object({ name: z.string() }));

function columnsOf(database: DatabaseSync, schema: 'main' | 'live', table: string): Set<string> {
  const found = database.prepare('select name from pragma_table_info(?, ?)').all(table, schema);
  return new Set(columnNames.parse(found).map(({ name }) => name));
}

/** What a stop left of back-ups that were being made or wiped; they may hold anything. */
function removeAbandoned(file: string, now: number): void {
  const directory = backupsOf(file);
  const start = `${path.basename(file, '.sqlite')}.`;
  const names = existsSync(directory) ? readdirSync(directory) : [];
  const halves = names
    .filter((name) => name.startsWith(start) && /\.sqlite\.(?:part|wiping)(?:-journal)?$/.test(name))
    .map((name) => path.join(directory, name));
  for (const half of [`${file}.part`, ...halves]) {
    const made = statSync(half, { throwIfNoEntry: false })?.mtimeMs;
    if (made !== undefined && made < now - abandoned) {
      rmSync(half, { force: true });
    }
  }
}
