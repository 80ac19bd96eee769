import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openConnection } from '../engine/sqlite/connection';
import { asCopyError } from '../engine/sqlite/failures';
import { exportsOf } from '../files/names';
import { isShared, ownedBy } from '../files/owners';
import { versionOf } from '../migrations/migrate';
import { foldLog } from './restore';
import { sync } from './backup';
import { backupFilesOf } from './names';

export interface AdoptOptions {
  /** The copy of the credentials that are in use now; it must be missing, or nothing is done. */
  readonly file: string;
  /** Organization and uid of the data source. */
  readonly owner: string;
  /** The shop's id, as it has just answered to the credentials that are in use now. */
  readonly shopId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `moved`: the copy and its back-ups have a new name. `copied`: another data source still follows the former one. */
export type Adopted = 'moved' | 'copied' | 'none';

/**
 * Lets a data source keep its copy when its credentials were changed, as the history in it can't be had again. Taken is
 * only what this very data source followed last, of the same domain, and only where the shop's id is the copy's: whoever
 * calls must have it from Shopify by the new credentials. Blocks: run it in a process of its own. Throws `CopyError`.
 */
export function adopt({ file, owner, shopId, now }: AdoptOptions): Adopted {
  const root = path.dirname(file);
  const owned = ownedBy(root, owner);
  if (owned?.shopId !== shopId || existsSync(file) || !isOfSameDomain(file, owned.name)) {
    return 'none';
  }
  const former = path.join(root, owned.name);
  if (!existsSync(former)) {
    return 'none';
  }
  const { isOfShop, isLeased } = look(former, shopId, now);
  if (!isOfShop) {
    return 'none';
  }
  try {
    if (isLeased || isShared(root, owner, owned.name)) {
      duplicate(former, file);
      return 'copied';
    }
    move(former, file);
    return 'moved';
  } catch (error) {
    throw asCopyError(error, file);
  }
}

const domainOf = (name: string) => /^(.+)\.[0-9a-f]{16}\.sqlite$/.exec(name)?.[1];

function isOfSameDomain(file: string, name: string): boolean {
  const domain = domainOf(name);
  return domain !== undefined && domain === domainOf(path.basename(file));
}

function look(file: string, shopId: string, now: number): { readonly isOfShop: boolean; readonly isLeased: boolean } {
  const database = openConnection(file, 'snapshot');
  try {
    return versionOf(database, file) === 0
      ? { isOfShop: false, isLeased: false }
      : {
          isOfShop: database.prepare('select 1 from shops where shop_id = ?').get(shopId) !== undefined,
          isLeased: database.prepare('select 1 from leases where until_at > ?').get(now) !== undefined,
        };
  } catch (error) {
    throw asCopyError(error, file);
  } finally {
    database.close();
  }
}

function duplicate(former: string, file: string): void {
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const database = openConnection(former, 'snapshot');
  try {
    database.prepare('vacuum into ?').run(part);
    sync(part);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    database.close();
  }
}

/** The file itself last: until it has its new name, all of this is begun again. */
function move(former: string, file: string): void {
  foldLog(former);
  const renamed = (each: string) =>
    path.join(path.dirname(each), path.basename(file, '.sqlite') + path.basename(each).slice(stem(former).length));
  for (const backup of backupFilesOf(former)) {
    renameSync(backup, renamed(backup));
  }
  if (existsSync(exportsOf(former))) {
    renameSync(exportsOf(former), exportsOf(file));
  }
  for (const end of ['-wal', '-shm'].filter((each) => existsSync(former + each))) {
    renameSync(former + end, file + end);
  }
  renameSync(former, file);
  sync(file);
}

function stem(file: string): string {
  return path.basename(file, '.sqlite');
}
