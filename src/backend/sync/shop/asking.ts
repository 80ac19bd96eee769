import { z } from 'zod';
import { ShopifyError, type BulkOperation, type Shopify } from '../../shopify';
import { searchOf } from '../backfill/windows';
import { documents, selections, whole, type DocumentOptions } from '../documents';
import type { Entity } from '../entities';
import { failureOf } from '../faults';
import { Ask, type AskParts } from './ask';
import { bareId } from './node';
import type { Operation, SyncShop } from './shop';

export interface AskingParts extends AskParts {
  readonly shopify: Shopify;
  readonly options: DocumentOptions;
}

/** The most ids that Shopify gives at once. */
const idsAtOnce = 250;
const levelsAtOnce = 100;

const connection = z.looseObject({
  nodes: z.array(z.unknown()),
  pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
});
const withId = z.looseObject({ id: z.string() });

/** Asks the real shop for what syncing needs. See `SyncShop`. */
export function askingShop(parts: AskingParts): SyncShop {
  const { shopify, timing, options } = parts;
  const ask = new Ask(parts);
  const texts = documents(options);
  const rootOf = (entity: Entity) => selections[entity].root;
  const documentsFor = (entity: Entity) => {
    const found = texts[entity];
    if (found === undefined) {
      throw new Error(`no documents read ${entity}`);
    }
    return found;
  };
  const complete = async (entity: Entity, nodes: readonly unknown[], signal: AbortSignal) => {
    const done: unknown[] = [];
    for (const node of nodes) {
      done.push(await whole(entity, node, options, (text, variables) => ask.data(text, variables, signal)));
    }
    return done;
  };

  return {
    async identity(signal) {
      const facts = await shopify.facts({ ...ask.callOptions(signal), maxAge: 60_000 });
      const { shop } = z.object({ shop: withId }).parse(await ask.data('{ shop { id } }', {}, signal));
      return { ...facts, id: bareId(shop.id) };
    },

    async count(_entity, field, window, signal) {
      const document = `query Count($query: String) { ${field}(query: $query, limit: null) { count precision } }`;
      const counted = z.record(z.string(), z.object({ count: z.number(), precision: z.string() }));
      const data = counted.parse(await ask.data(document, { query: searchOf(window) }, signal));
      const found = data[field];
      return found?.precision === 'EXACT' ? found.count : undefined;
    },

    async oldest(entity, signal) {
      const { field } = rootOf(entity);
      const document = `{ ${field}(first: 1, sortKey: CREATED_AT) { nodes { createdAt } } }`;
      const oldest = z.record(z.string(), z.object({ nodes: z.array(z.object({ createdAt: z.string() })) }));
      const [node] = oldest.parse(await ask.data(document, {}, signal))[field]?.nodes ?? [];
      return node === undefined ? undefined : Date.parse(node.createdAt);
    },

    async page(entity, { search, after }, signal) {
      const askedAt = timing.clock.now();
      const { page, pageSize } = documentsFor(entity);
      if (entity === 'shop') {
        const { shop } = z.object({ shop: withId }).parse(await ask.data(page, {}, signal));
        return { nodes: [shop], next: undefined, askedAt };
      }
      const variables = {
        first: pageSize,
        ...(search === '' ? {} : { query: search }),
        ...(after === undefined ? {} : { after }),
      };
      const data = z.record(z.string(), connection).parse(await ask.data(page, variables, signal));
      const found = connection.parse(data[rootOf(entity).field]);
      const { hasNextPage, endCursor } = found.pageInfo;
      return {
        nodes: await complete(entity, found.nodes, signal),
        next: hasNextPage ? (endCursor ?? undefined) : undefined,
        askedAt,
      };
    },

    async byId(entity, ids, signal) {
      const { type } = rootOf(entity);
      const gids = ids.map((id) => `gid://shopify/${type}/${id}`);
      const data = await ask.data(documentsFor(entity).nodes, { ids: gids }, signal);
      const { nodes } = z.object({ nodes: z.array(z.unknown()) }).parse(data);
      const there = nodes.filter((node) => withId.safeParse(node).success);
      return await complete(entity, there, signal);
    },

    async ids(entity, after, signal) {
      const { field, args, sortKey } = rootOf(entity);
      const list = [
        `first: ${idsAtOnce}, query: $query`,
        ...(sortKey === undefined && entity !== 'abandoned_checkouts' ? [] : ['sortKey: ID']),
        ...(args === undefined ? [] : [args]),
      ].join(', ');
      const document = `query Ids($query: String) { ${field}(${list}) { nodes { id } } }`;
      const page = z.record(z.string(), z.object({ nodes: z.array(withId) }));
      const data = page.parse(await ask.data(document, { query: `id:>${after}` }, signal));
      const found = (data[field]?.nodes ?? []).map(({ id }) => bareId(id));
      // Shopify's > has been seen to mean "or equal".
      return found.filter((id) => Number(id) > Number(after)).sort((a, b) => Number(a) - Number(b));
    },

    async changedLevels(since, signal) {
      const changed = new Set<string>();
      for (const id of await locationIds(ask, signal)) {
        for (let after: string | undefined, more = true; more;) {
          const page = await levels(ask, { id, after, since }, signal);
          page.items.forEach((item) => changed.add(item));
          after = page.next;
          more = after !== undefined;
        }
      }
      return [...changed];
    },

    async startBulk(entity, search, signal) {
      try {
        const text = documentsFor(entity).bulk(search);
        return seen(await ask.other(10, signal, (call) => shopify.bulk.start(text, call)));
      } catch (error) {
        if (!(error instanceof ShopifyError) || !(error.code in refusals)) {
          throw error;
        }
        const message = String(failureOf(error).values['message'] ?? error.code);
        return { refused: refusals[error.code] ?? 'invalid', message };
      }
    },

    async bulk(id, signal) {
      const found = await ask.other(1, signal, (call) => shopify.bulk.get(id, call));
      return found === undefined ? undefined : seen(found);
    },
    runningBulk: async (signal) => (await ask.other(3, signal, (call) => shopify.bulk.running(call))).map(seen),
    cancelBulk: async (id, signal) => {
      await ask.other(10, signal, (call) => shopify.bulk.cancel(id, call));
    },
    bulkText: (entity, search) => documentsFor(entity).bulk(search),
  };

  /** The address is checked before anybody fetches from it. */
  function seen(operation: BulkOperation): Operation {
    const { url, errorCode, fileSize, status, ...rest } = operation;
    return {
      ...rest,
      status: statuses.find((known) => known === status) ?? 'RUNNING',
      errorCode,
      fileSize,
      url: url === undefined ? undefined : shopify.bulk.checkUrl(url).href,
    };
  }
}

const refusals: Readonly<Record<string, 'busy' | 'denied' | 'invalid'>> = {
  bulkInProgress: 'busy',
  bulkLimitReached: 'busy',
  bulkRefused: 'invalid',
};

const statuses = ['CREATED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELING', 'CANCELED', 'EXPIRED'] as const;

async function locationIds(ask: Ask, signal: AbortSignal): Promise<string[]> {
  const document = '{ locations(first: 250, includeInactive: true, includeLegacy: true) { nodes { id } } }';
  const data = z
    .object({ locations: z.object({ nodes: z.array(withId) }) })
    .parse(await ask.data(document, {}, signal));
  return data.locations.nodes.map(({ id }) => id);
}

interface Levels {
  readonly id: string;
  readonly after: string | undefined;
  readonly since: number;
}

async function levels(ask: Ask, { id, after, since }: Levels, signal: AbortSignal) {
  const document = `query Levels($id: ID!, $query: String, $after: String) { location(id: $id) {
    inventoryLevels(first: ${levelsAtOnce}, query: $query, after: $after) {
      nodes { updatedAt item { id } } pageInfo { hasNextPage endCursor }
    } } }`;
  const query = `updated_at:>='${new Date(since).toISOString().slice(0, 19)}Z'`;
  const data = await ask.data(document, { id, query, ...(after === undefined ? {} : { after }) }, signal);
  const { location } = z.object({ location: z.object({ inventoryLevels: connection }) }).parse(data);
  const { nodes, pageInfo } = location.inventoryLevels;
  const level = z.object({ updatedAt: z.string(), item: withId });
  const items = nodes
    .map((node) => level.parse(node))
    .filter(({ updatedAt }) => Date.parse(updatedAt) >= since)
    .map(({ item }) => bareId(item.id));
  return { items, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined };
}
