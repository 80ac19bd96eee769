import { createHash } from 'node:crypto';
import type { CopySettings } from '../../../query/settings';
import type { ShopConnection } from '../../shopify';

/** What a copy is kept with: the wishes of all data sources that share it, together. */
export interface Kept {
  readonly connection: ShopConnection;
  readonly budgetShare: number;
  readonly personal: ReadonlyArray<'orders' | 'customers'>;
  readonly rawDocuments: boolean;
  /** By owner: `namespace.key`. */
  readonly metafields: Readonly<Record<string, readonly string[]>>;
}

/** One data source that uses a copy. */
export interface Wish {
  readonly connection: ShopConnection;
  readonly copy: CopySettings;
}

/** Together: what any of them wants stored, and the smallest share. Undefined where there is none. */
export function together(wishes: readonly Wish[]): Kept | undefined {
  const [first] = wishes;
  if (first === undefined) {
    return undefined;
  }
  const copies = wishes.map(({ copy }) => copy);
  const personal = (['orders', 'customers'] as const).filter((entity) =>
    copies.some((copy) => copy.personal.includes(entity))
  );
  return {
    connection: {
      ...first.connection,
      allowProtected: new Set(personal.length === 0 ? [] : ['name', 'address', 'phone', 'email']),
    },
    budgetShare: Math.min(...copies.map(({ budgetShare }) => budgetShare)),
    personal,
    rawDocuments: copies.some(({ rawDocuments }) => rawDocuments),
    metafields: byOwner(copies.flatMap(({ metafields }) => metafields)),
  };
}

function byOwner(names: readonly string[]): Record<string, string[]> {
  const owners: Record<string, string[]> = {};
  for (const name of [...new Set(names)].sort()) {
    const [owner = '', key = ''] = name.split(':');
    owners[owner] = [...(owners[owner] ?? []), key];
  }
  return owners;
}

/** Tells two of them apart; secrets are not kept. */
export function signatureOf({ connection, ...rest }: Kept): string {
  const parts = [connection, [...connection.allowProtected].sort(), rest];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** What tells one set of credentials from another. */
export function credentialsOf({ credentials }: ShopConnection): readonly string[] {
  return credentials.kind === 'token'
    ? ['token', credentials.token]
    : ['client', credentials.clientId, credentials.clientSecret];
}
