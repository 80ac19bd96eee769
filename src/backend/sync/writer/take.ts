import { sql } from 'kysely';
import type { CopyTransaction } from '../../copy';
import type { Entity } from '../entities';
import { emptyRows, type MapContext, type Parent, type Rows } from '../mapping/context';
import { mappings, type EntityMapping, type RootTable } from '../mapping/entities';
import { lineOf, type Line } from '../mapping/line';
import { id, idOfGid, inner, isNode, optionalInstant, type Node } from '../mapping/node';
import { Unreadable } from '../mapping/unreadable';
import type { Session } from './session';
import type { Store } from './store';

/** What lines are to change, before anything is written. */
export interface Taken {
  readonly rows: Rows;
  /** Roots that the copy didn't have. */
  readonly fresh: string[];
  /** Roots that it had, whose rows are replaced. */
  readonly replaced: string[];
  /** Roots of lines that came apart from them. */
  readonly touched: Set<string>;
  /** Roots that it has newer. */
  readonly skipped: string[];
}

interface Stored {
  readonly updated_at: number | null;
  readonly synced_at: number;
}

/** Reads lines: finds their parents, decides which roots are taken, and maps those to rows. */
export async function take(
  store: Store,
  { db }: CopyTransaction,
  entity: Entity,
  lines: readonly Line[],
  session: Session
): Promise<Taken> {
  const mapping = mappings[entity];
  const context: MapContext = {
    shopId: store.shopId,
    readAt: session.readAt,
    dayOf: (instant) => store.days.dayOf(instant),
    personal: store.personal,
  };
  const taken: Taken = { rows: emptyRows(), fresh: [], replaced: [], touched: new Set(), skipped: [] };
  const roots = lines.filter(({ parent }) => parent === undefined);
  const stored = await storedRoots(db, store.shopId, mapping, idsOf(roots));
  const settled: string[] = [];
  const newParents: Array<readonly [string, Parent]> = [];
  for (const { node } of roots) {
    const rootId = id(node);
    const kind = verdict(mapping, node, stored.get(rootId), session);
    const parent: Parent = { root: rootId, id: rootId, ...(kind === 'skipped' && { skipped: true }) };
    const gid = gidOf(node);
    session.keep(gid, parent);
    settled.push(gid);
    if (mapping.table === undefined && mapping.child !== undefined) {
      newParents.push([gid, parent]);
    }
    if (kind === 'skipped') {
      taken.skipped.push(rootId);
      continue;
    }
    mapping.root(node, context, taken.rows);
    if (kind === 'again') {
      taken.touched.add(rootId);
    } else {
      taken[kind].push(rootId);
    }
  }
  const inHand = new Set([...taken.fresh, ...taken.replaced]);
  let pending: Line[] = lines.filter(({ parent }) => parent !== undefined);
  pending.push(...(await arrivals(db, session, settled)));
  await findParents(store, db, mapping, pending, session);
  while (pending.length > 0) {
    const later: Line[] = [];
    const made: string[] = [];
    for (const line of pending) {
      const parent = session.parent(line.parent ?? '');
      if (parent === undefined) {
        later.push(line);
        continue;
      }
      const below =
        parent.skipped === true
          ? skippedBelow(line.node, parent)
          : child(mapping, line.node, parent, context, taken.rows);
      if (parent.skipped !== true && !inHand.has(parent.root)) {
        taken.touched.add(parent.root);
      }
      if (below !== undefined) {
        const gid = gidOf(line.node);
        session.keep(gid, below);
        newParents.push([gid, below]);
        made.push(gid);
      }
    }
    const freed = await arrivals(db, session, made);
    if (later.length === pending.length && freed.length === 0) {
      await setAside(db, session, later);
      break;
    }
    pending = [...later, ...freed];
  }
  await session.scratch?.remember(db, newParents);
  return taken;
}

type Verdict = 'fresh' | 'replaced' | 'again' | 'skipped';

function verdict(mapping: EntityMapping, node: Node, stored: Stored | undefined, session: Session): Verdict {
  if (stored === undefined) {
    return mapping.table === undefined ? 'replaced' : 'fresh';
  }
  const changed = changedAt(node);
  const newer = changed !== null && stored.updated_at !== null && stored.updated_at > changed;
  if (mapping.table === undefined || session.scratch === undefined) {
    return newer ? 'skipped' : 'replaced';
  }
  if (stored.synced_at === session.readAt) {
    return 'again';
  }
  return newer || stored.synced_at > session.readAt ? 'skipped' : 'replaced';
}

/** When a record last changed; null for those that don't tell. */
function changedAt(node: Node): number | null {
  const own = optionalInstant(node, 'updatedAt');
  const discount = own === null && isNode(node['discount']) ? inner(node, 'discount') : null;
  return discount === null ? own : optionalInstant(discount, 'updatedAt');
}

function child(
  mapping: EntityMapping,
  node: Node,
  parent: Parent,
  context: MapContext,
  rows: Rows
): Parent | undefined {
  if (mapping.child === undefined) {
    throw new Unreadable('__parentId', 'field of this entity', parent.id);
  }
  return mapping.child(node, parent, context, rows);
}

/** What lies below a line that is passed over is passed over as well. */
function skippedBelow(node: Node, parent: Parent): Parent | undefined {
  return typeof node['id'] === 'string' ? { root: parent.root, id: parent.id, skipped: true } : undefined;
}

/** The table that tells which roots there are: for entities without one of their own that of orders. */
function rootTable(mapping: EntityMapping): RootTable | undefined {
  return mapping.table ?? (mapping.owned.length > 0 ? 'orders' : undefined);
}

async function storedRoots(
  db: CopyTransaction['db'],
  shopId: string,
  mapping: EntityMapping,
  ids: readonly string[]
): Promise<Map<string, Stored>> {
  const found = new Map<string, Stored>();
  const table = rootTable(mapping);
  if (table === undefined) {
    return found;
  }
  if (ids.length > 0) {
    const rows = await db
      .selectFrom(table)
      .select(['id', 'updated_at', 'synced_at'])
      .where('shop_id', '=', shopId)
      .where('id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
      .execute();
    rows.forEach((row) => found.set(row.id, row));
  }
  return found;
}

/** Looks parents up that were read earlier and are no longer held in memory. */
async function findParents(
  store: Store,
  db: CopyTransaction['db'],
  mapping: EntityMapping,
  lines: readonly Line[],
  session: Session
): Promise<void> {
  const { scratch, readAt } = session;
  if (scratch === undefined) {
    return;
  }
  const own = new Set(lines.map(({ node }) => node['id']));
  const unknown = [...new Set(lines.map(({ parent }) => parent ?? ''))].filter(
    (gid) => session.parent(gid) === undefined && !own.has(gid)
  );
  const remembered = await scratch.parents(db, unknown);
  remembered.forEach((parent, gid) => {
    session.keep(gid, parent);
  });
  if (mapping.table === undefined) {
    return;
  }
  const rest = unknown.filter((gid) => !remembered.has(gid) && isRootGid(mapping.table, gid));
  const byId = new Map(rest.map((gid) => [idOfGid(gid) ?? '', gid]));
  const stored = await storedRoots(db, store.shopId, mapping, [...byId.keys()]);
  for (const [rootId, { synced_at }] of stored) {
    const gid = byId.get(rootId);
    if (gid !== undefined && synced_at >= readAt) {
      session.keep(gid, { root: rootId, id: rootId, ...(synced_at > readAt && { skipped: true }) });
    }
  }
}

const rootTypes: Readonly<Record<RootTable, RegExp>> = {
  orders: /\/Order\//,
  products: /\/Product\//,
  collections: /\/Collection\//,
  inventory_items: /\/InventoryItem\//,
  locations: /\/Location\//,
  customers: /\/Customer\//,
  abandoned_checkouts: /\/AbandonedCheckout\//,
  discounts: /\/Discount\w*Node\//,
  fulfillment_orders: /\/FulfillmentOrder\//,
  themes: /\/OnlineStoreTheme\//,
};

function isRootGid(table: RootTable | undefined, gid: string): boolean {
  return table !== undefined && rootTypes[table].test(gid);
}

/** Lines that waited for these parents. */
async function arrivals(db: CopyTransaction['db'], session: Session, gids: readonly string[]): Promise<Line[]> {
  if (!session.waits || session.scratch === undefined || gids.length === 0) {
    return [];
  }
  const lines = await session.scratch.arrived(db, gids);
  return lines.flatMap((line) => lineOf(JSON.parse(line)) ?? []);
}

async function setAside(db: CopyTransaction['db'], session: Session, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) {
    return;
  }
  if (session.scratch === undefined) {
    throw new Unreadable('__parentId', 'parent that was read', lines[0]?.parent);
  }
  session.waits = true;
  await session.scratch.wait(
    db,
    lines.map(({ node, parent }) => ({ parent: parent ?? '', line: JSON.stringify(node) }))
  );
}

function idsOf(roots: readonly Line[]): string[] {
  return roots.map(({ node }) => id(node));
}

function gidOf(node: Node): string {
  const gid = node['id'];
  if (typeof gid !== 'string') {
    throw new Unreadable('id', 'id', gid);
  }
  return gid;
}
