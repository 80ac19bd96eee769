import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The copy that a data source followed last, by credentials that Shopify took. */
const record = z.object({ name: z.string().regex(/^[a-z0-9.-]+\.sqlite$/), shopId: z.string() });
export type Owned = z.infer<typeof record>;

const directoryOf = (root: string) => path.join(root, 'owners');

/** One small file for each data source, named by a digest of its organization and uid. */
function recordOf(root: string, owner: string): string {
  return path.join(directoryOf(root), `${createHash('sha256').update(owner).digest('hex').slice(0, 32)}.json`);
}

/** Undefined where nothing is known that can be read. */
export function ownedBy(root: string, owner: string): Owned | undefined {
  return read(recordOf(root, owner));
}

/** Whether another data source followed that copy last. */
export function isShared(root: string, owner: string, name: string): boolean {
  const own = path.basename(recordOf(root, owner));
  return names(directoryOf(root)).some(
    (each) => each !== own && read(path.join(directoryOf(root), each))?.name === name
  );
}

export function keepOwner(root: string, owner: string, owned: Owned): void {
  const file = recordOf(root, owner);
  const known = read(file);
  if (known?.name !== owned.name || known.shopId !== owned.shopId) {
    mkdirSync(directoryOf(root), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.part`, JSON.stringify(owned), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }
}

function read(file: string): Owned | undefined {
  try {
    return record.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function names(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}
