import type { Entity } from '../entities';
import { stamp } from '../backfill/windows';
import { plan } from '../plan/plan';
import { placeWithin } from '../shop/node';
import type { SyncShop } from '../shop/shop';
import type { Standing } from '../supervisor/standing';
import type { Timing } from '../timing';
import type { Writer } from '../writer/client';
import type { Cursor, EntityState } from '../writer/contract';
import { markDestroyed } from './destroyed';
import type { Seen } from './seen';

export interface PullParts {
  readonly timing: Timing;
  readonly shop: SyncShop;
  readonly writer: Writer;
  readonly standing: Standing;
  readonly seen: Seen;
  /** Records read with one search: Shopify ends paging after 25,000. */
  readonly perSearch: number;
}

/** Times are whole seconds: a record may change again within the second in which it was read. */
const settled = 60_000;

/** How far before the cursor to look: as usual, further, or everything. */
export type Depth = 'usual' | 'deep' | 'whole';

interface Pulled {
  /** Records that changed the copy. */
  readonly written: number;
  /** Records that were read. */
  readonly read: number;
}

/** One look for changes of an entity: every page read and written, the cursor moved, and when that was. */
export async function pull(parts: PullParts, entity: Entity, depth: Depth, signal: AbortSignal): Promise<Pulled> {
  const { changes } = plan[entity];
  const began = parts.timing.clock.now();
  const pulled =
    changes.by === 'time' && depth !== 'whole'
      ? await pullChanges(parts, entity, depth, signal)
      : await pullAll(parts, entity, signal);
  const { state } = parts.standing.of(entity);
  // A backfill that failed stays told, though what changes now is taken over.
  await parts.standing.change(entity, { checkedAt: began, ...(state === 'failed' ? {} : { error: null }) });
  if (state === 'waiting') {
    await parts.standing.backfilled(entity, []);
  }
  return pulled;
}

/** Everything there is, without touching the cursor. */
async function pullAll(parts: PullParts, entity: Entity, signal: AbortSignal): Promise<Pulled> {
  let read = 0;
  let written = 0;
  for await (const { nodes, askedAt } of pages(parts, entity, plan[entity].search ?? '', signal)) {
    read += nodes.length;
    written += (await parts.writer.apply({ entity, nodes: [...nodes], cursor: null, readAt: askedAt })).written;
  }
  return { read, written };
}

async function pullChanges(
  parts: PullParts,
  entity: Entity,
  depth: Exclude<Depth, 'whole'>,
  signal: AbortSignal
): Promise<Pulled> {
  const { changes, overlap, deepOverlap } = plan[entity];
  if (changes.by !== 'time') {
    return { read: 0, written: 0 };
  }
  let read = 0;
  let written = 0;
  let since: Since | undefined = sinceOf(parts.standing.of(entity), depth === 'deep' ? deepOverlap : overlap);
  while (since !== undefined) {
    const searched: Since = since;
    let ahead = parts.standing.of(entity).cursor;
    let last: Cursor | undefined;
    let taken = 0;
    since = undefined;
    for await (const { nodes, askedAt } of pages(parts, entity, termsOf(entity, changes.filter, searched), signal)) {
      const places = nodes.map((node) => placeWithin(node, changes.field));
      taken += nodes.length;
      last = places.at(-1) ?? last;
      ahead = places.reduce(later, ahead);
      const cursor = changes.sorted ? ahead : null;
      if (entity === 'events') {
        await markDestroyed(parts, nodes);
      }
      written += await apply(parts, entity, { nodes, places, cursor, askedAt });
      if (changes.sorted && taken >= parts.perSearch && last !== undefined) {
        since = beyond(searched, last);
        break;
      }
    }
    read += taken;
    if (!changes.sorted && ahead !== null) {
      await parts.standing.change(entity, { cursor: ahead });
    }
  }
  return { read, written };
}

/** Where a search begins: a time, and ids beyond the last one where very many records share it. */
interface Since {
  readonly at: number | undefined;
  /** Set until all there was has been read once: then the plan's own terms leave out what is likely to hold nothing. */
  readonly narrow: boolean;
  readonly tie?: { readonly at: number; readonly id: string };
}

function sinceOf({ cursor, completeFrom }: EntityState, overlap: number): Since {
  return { at: cursor === null ? undefined : cursor.at - overlap, narrow: completeFrom === null };
}

function beyond(searched: Since, last: Cursor): Since {
  const second = Math.floor(last.at / 1000) * 1000;
  const stuck = searched.at !== undefined && second <= searched.at;
  const { narrow } = searched;
  return stuck ? { at: second, narrow, tie: { at: second, id: last.id } } : { at: second, narrow };
}

function termsOf(entity: Entity, filter: string, { at, tie, narrow }: Since): string {
  const terms = [
    ...(plan[entity].search === undefined || !narrow ? [] : [plan[entity].search]),
    ...(at === undefined ? [] : [`${filter}:>='${stamp(at)}'`]),
    ...(tie === undefined ? [] : [`id:>${tie.id}`]),
  ];
  return terms.join(' AND ');
}

interface Batch {
  readonly nodes: readonly unknown[];
  readonly places: readonly Cursor[];
  readonly cursor: Cursor | null;
  readonly askedAt: number;
}

/** Records read again in the overlap that haven't changed since are not written again. */
async function apply(parts: PullParts, entity: Entity, { nodes, places, cursor, askedAt }: Batch): Promise<number> {
  const { standing, seen, writer } = parts;
  const fresh = nodes.filter((_, index) => !seen.has(entity, places[index]));
  const before = standing.of(entity).cursor;
  const moved = cursor !== null && (cursor.at !== before?.at || cursor.id !== before.id);
  if (fresh.length === 0 && !moved) {
    return 0;
  }
  const { written } = await writer.apply({ entity, nodes: fresh, cursor, readAt: askedAt });
  places.filter(({ at }) => askedAt - at > settled).forEach((place) => seen.add(entity, place));
  if (cursor !== null) {
    standing.note(entity, { cursor });
  }
  return written;
}

/** The later of two places; ids break ties by their number. */
function later(a: Cursor | null, b: Cursor): Cursor {
  if (a === null || b.at > a.at) {
    return b;
  }
  return b.at === a.at && (b.id.length > a.id.length || (b.id.length === a.id.length && b.id > a.id)) ? b : a;
}

async function* pages({ shop }: PullParts, entity: Entity, search: string, signal: AbortSignal) {
  let after: string | undefined;
  do {
    const page = await shop.page(entity, { search, ...(after === undefined ? {} : { after }) }, signal);
    if (page.nodes.length > 0) {
      yield page;
    }
    after = page.next;
  } while (after !== undefined);
}
