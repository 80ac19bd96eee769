import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { CopyError } from '../errors';
import type { CopyRoot } from './root';

const domainPattern = /^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/;
const digestLength = 16;

/**
 * The file of a shop's copy: `<domain>.<digest>.sqlite`. The digest is of all parts of the credentials, so that two data
 * sources of a shop share a copy only with equal ones. Shopify's secrets are long and random: 64 bits of their SHA-256
 * tell nothing of them. Throws `domainInvalid`, so that no path leads out of the root.
 */
export function copyFile(root: Pick<CopyRoot, 'path'>, domain: string, credentials: readonly string[]): string {
  if (!domainPattern.test(domain)) {
    throw new CopyError('domainInvalid', { domain });
  }
  const digest = createHash('sha256').update(JSON.stringify(credentials)).digest('hex').slice(0, digestLength);
  return path.join(root.path, `${domain}.${digest}.sqlite`);
}

export interface FoundCopy {
  readonly file: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** Every copy of a shop there is, those of other credentials included; the one changed last first. */
export function copiesOf(root: Pick<CopyRoot, 'path'>, domain: string): FoundCopy[] {
  const pattern = new RegExp(`^[0-9a-f]{${String(digestLength)}}\\.sqlite$`);
  return readdirSync(root.path)
    .filter((name) => name.startsWith(`${domain}.`) && pattern.test(name.slice(domain.length + 1)))
    .map((name) => {
      const file = path.join(root.path, name);
      const { size, mtimeMs } = statSync(file);
      return { file, bytes: size, changedAt: mtimeMs };
    })
    .sort((a, b) => b.changedAt - a.changedAt);
}

/** Where back-ups of a copy lie, unless an admin names another directory. */
export function backupsOf(file: string): string {
  return path.join(path.dirname(file), 'backups');
}

/** Where exports of a copy lie. They are deleted with it, and when personal data is wiped. */
export function exportsOf(file: string): string {
  return path.join(path.dirname(file), 'exports', path.basename(file, '.sqlite'));
}
