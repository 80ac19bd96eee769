import { startRole, type RoleCommand } from '../../roles';
import { shopifyFor, type Log, type Registry } from '../../shopify';
import { selections, type DocumentOptions } from '../documents';
import type { Entity } from '../entities';
import { SyncError } from '../faults';
import { Pace } from '../pace/pace';
import { askingShop } from '../shop/asking';
import { Stopped } from '../timing';
import type { Opened } from '../supervisor/supervisor';
import { writerEnvironment } from '../writer/environment';
import { writerOf } from '../writer/client';
import type { WriterInit } from '../writer/contract';
import type { Kept } from './settings';

export interface OpenParts {
  readonly registry: Registry;
  readonly log: Log;
  /** How the writing process is started; this program itself where left out. */
  readonly command?: RoleCommand;
}

const day = 86_400_000;
const writerMemory = 640 * 1024 ** 2;
/** A writer ends its transaction before it is killed. Milliseconds. */
const grace = 3_000;

/** Entities of which Shopify shows sixty days only, without the scope for all orders. */
const ofOrders: ReadonlySet<Entity> = new Set(['orders', 'refund_lines', 'returns', 'fulfillment_orders']);

/**
 * Opens a copy: asks the shop who it is, and starts the process that writes. `known` is awaited in between, with the id
 * that the shop answered.
 */
export async function openCopyOf(
  parts: OpenParts,
  kept: Kept,
  file: string,
  known: (shopId: string) => Promise<void>,
  signal: AbortSignal
): Promise<Opened> {
  const { registry, log, command } = parts;
  const { clock } = registry.environment;
  const shopify = shopifyFor(kept.connection, registry);
  const closed = new AbortController();
  try {
    const timing = registry.environment;
    const options = { signal, deadline: clock.now() + 5 * 60_000, priority: 'background', maxAge: 60_000 } as const;
    const granted = new Set((await shopify.facts(options)).scopes);
    const pace = new Pace({ timing, share: kept.budgetShare, budget: () => shopify.budget().graphql });
    const asked: DocumentOptions = {
      version: kept.connection.apiVersion,
      granted,
      personal: new Set(kept.personal),
      metafields: kept.metafields,
    };
    const shop = askingShop({ shopify, pace, timing, options: asked });
    const { id, domain, name, plan, currency, timezone } = await shop.identity(signal);
    await known(id);
    const init: WriterInit = {
      file,
      shop: { id, domain, name, plan, currency, timezone },
      personal: [...kept.personal],
      rawDocuments: kept.rawDocuments,
      metafields: Object.fromEntries(Object.entries(kept.metafields).map(([owner, keys]) => [owner, [...keys]])),
    };
    const process = startRole('copy-writer', init, {
      log: (line) => log.info('writer', { line }),
      memoryLimit: writerMemory,
      environment: writerEnvironment,
      ...(command === undefined ? {} : { command }),
    });
    const ended = process.exited.then(({ code, signal: killed }) => {
      throw new SyncError('writerEnded', 'writer', { reason: killed ?? String(code) });
    });
    ended.catch(() => undefined);
    const now = clock.now();
    const horizon = granted.has('read_all_orders') ? 0 : now - 60 * day;
    return {
      shop,
      shopId: id,
      file,
      scopes: [...granted],
      ended,
      writer: writerOf(process, () => Date.now(), closed.signal),
      isBulk: (entity) => selections[entity].bulk,
      horizon: (entity) => (entity === 'events' ? now - 365 * day : ofOrders.has(entity) ? horizon : 0),
      budgetUsed: () => pace.spentRate() / (shopify.budget().graphql?.restoreRate ?? Number.POSITIVE_INFINITY),
      close: async () => {
        closed.abort(new Stopped('closed'));
        shopify.dispose();
        await process.close(grace);
      },
    };
  } catch (error) {
    shopify.dispose();
    throw error;
  }
}
