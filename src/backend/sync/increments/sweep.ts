import type { Entity } from '../entities';
import type { SyncShop } from '../shop/shop';
import type { Standing } from '../supervisor/standing';
import type { Timing } from '../timing';
import type { Writer } from '../writer/client';

export interface SweepParts {
  readonly timing: Timing;
  readonly shop: SyncShop;
  readonly writer: Writer;
  readonly standing: Standing;
}

/** Records made this shortly before a sweep may not be in Shopify's index yet. */
const young = 5 * 60_000;
const fetchedAtOnce = 20;

/** Compares all ids: what is gone at Shopify is marked deleted, what is missing here is fetched. */
export async function sweep(
  parts: SweepParts,
  entity: Entity,
  signal: AbortSignal
): Promise<{ readonly deleted: number; readonly found: number }> {
  const { timing, shop, writer, standing } = parts;
  const began = timing.clock.now();
  await writer.sweepBegin({ entity });
  let after = '0';
  for (let ids = await shop.ids(entity, after, signal); ids.length > 0; ids = await shop.ids(entity, after, signal)) {
    await writer.sweepIds({ entity, ids: [...ids] });
    after = ids.at(-1) ?? after;
  }
  const { missingHere, deleted } = await writer.sweepEnd({ entity, before: began - young, at: began });
  await fetchById(parts, entity, missingHere, signal);
  await standing.change(entity, { sweptAt: began });
  return { deleted, found: missingHere.length };
}

/** Reads records by id and writes them, whatever the cursor says. */
export async function fetchById(
  { timing, shop, writer }: Omit<SweepParts, 'standing'>,
  entity: Entity,
  ids: readonly string[],
  signal: AbortSignal
): Promise<void> {
  for (let at = 0; at < ids.length; at += fetchedAtOnce) {
    const readAt = timing.clock.now();
    const nodes = await shop.byId(entity, ids.slice(at, at + fetchedAtOnce), signal);
    if (nodes.length > 0) {
      await writer.apply({ entity, nodes: [...nodes], cursor: null, readAt });
    }
  }
}
