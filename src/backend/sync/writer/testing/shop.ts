import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi, type TestOptions } from '../../../../../demo/admin-api/testing/harness';
import type { World } from '../../../../../demo/world';
import { documents, selections, whole, type DocumentOptions } from '../../documents';
import { entities, type Entity } from '../../entities';
import { idOfGid } from '../../mapping/node';
import type { Job, WriterInit } from '../contract';
import { applyNodes } from '../apply';
import { ingestResult, type ReadLines } from '../ingest';
import { openStore, type WriterWorld } from '../role';
import type { Store } from '../store';

/** Scopes of a demo app that may read everything. */
export const everyScope = [
  'read_orders',
  'read_all_orders',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_customers',
  'read_discounts',
  'read_returns',
  'read_merchant_managed_fulfillment_orders',
];

const options: DocumentOptions = {
  version: '2026-07',
  granted: new Set(everyScope),
  personal: new Set(),
  metafields: {},
};

const operation = z.object({
  id: z.string(),
  status: z.string(),
  objectCount: z.string(),
  rootObjectCount: z.string(),
  url: z.string().nullable(),
});
const fields = 'id status objectCount rootObjectCount url';

export interface BulkResult {
  readonly text: string;
  readonly objects: number;
  readonly roots: number;
}

/** A demo shop, and a copy of it in a file that goes with the test. */
export interface TestShop {
  readonly api: TestApi;
  /** Called by the end of the test, unless it was told not to. */
  readonly close: () => Promise<void>;
  readonly world: World;
  readonly file: string;
  readonly init: WriterInit;
  bulk(entity: Entity, search?: string): Promise<BulkResult>;
  /** Nodes of the entity's pages, whole. */
  nodes(entity: Entity, search?: string | null): Promise<unknown[]>;
}

export async function testShop(
  given: TestOptions & { readonly documents?: Partial<DocumentOptions> } = {},
  closed = true
): Promise<TestShop> {
  const api = await startTestApi({ ordersPerDay: 6, switches: { bulkPace: 1 }, ...given });
  const folder = mkdtempSync(path.join(tmpdir(), 'copy-'));
  const close = async (): Promise<void> => {
    await api.api.close();
    rmSync(folder, { recursive: true, force: true });
  };
  if (closed) {
    onTestFinished(close);
  }
  const { world } = api;
  const asked = { ...options, ...given.documents };
  const init: WriterInit = {
    file: path.join(folder, 'shop.sqlite'),
    shop: {
      id: idOfGid(world.shop.id) ?? '',
      domain: world.shop.domain,
      name: world.shop.name,
      plan: world.shop.plan,
      currency: world.shop.currency,
      timezone: world.shop.timeZone,
    },
    personal: [...asked.personal],
    rawDocuments: false,
    metafields: {},
  };
  return {
    api,
    close,
    world,
    file: init.file,
    init,
    bulk: (entity, search = '') => bulkOf(api, documents(asked)[entity]?.bulk(search) ?? ''),
    nodes: (entity, search = null) => nodesOf(api, entity, asked, search),
  };
}

async function bulkOf({ read, advance }: TestApi, query: string): Promise<BulkResult> {
  const started = await read(
    z.object({ run: z.object({ bulkOperation: operation, userErrors: z.array(z.unknown()).length(0) }) }),
    `mutation($query: String!) { run: bulkOperationRunQuery(query: $query) { bulkOperation { ${fields} } userErrors { message } } }`,
    { query }
  );
  const { id } = started.run.bulkOperation;
  for (let turn = 0; turn < 2_000; turn += 1) {
    const { op } = await read(z.object({ op: operation }), `{ op: bulkOperation(id: "${id}") { ${fields} } }`);
    if (op.status === 'COMPLETED') {
      const text = op.url === null ? '' : await (await fetch(op.url)).text();
      return { text, objects: Number(op.objectCount), roots: Number(op.rootObjectCount) };
    }
    advance(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The bulk operation did not end.');
}

async function nodesOf({ read }: TestApi, entity: Entity, asked: DocumentOptions, search: string | null) {
  const { page, pageSize } = documents(asked)[entity] ?? { page: '', pageSize: 1 };
  const list = z.object({
    nodes: z.array(z.unknown()),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  });
  if (entity === 'shop') {
    const { shop } = await read(z.object({ shop: z.unknown() }), page, {});
    return [shop];
  }
  const found: unknown[] = [];
  for (let after: string | null = null; ;) {
    const data: Record<string, z.infer<typeof list>> = await read(z.record(z.string(), list), page, {
      first: pageSize,
      after,
      query: search,
    });
    const answer = data[selections[entity].root.field];
    for (const node of answer?.nodes ?? []) {
      found.push(await whole(entity, node, asked, (document, variables) => read(z.unknown(), document, variables)));
    }
    after = answer?.pageInfo.endCursor ?? null;
    if (answer?.pageInfo.hasNextPage !== true) {
      return found;
    }
  }
}

/** Reads a text as if it came from Shopify's file store, some bytes at a time. */
export function readerOf(text: string, bytesTogether = 40_000): ReadLines {
  const bytes = new TextEncoder().encode(text);
  return async function* (_url, { from }) {
    for (let at = from; at < bytes.length;) {
      const wanted = Math.min(bytes.length, at + bytesTogether);
      const cut = bytes.indexOf(10, wanted - 1);
      const end = cut < 0 ? bytes.length : cut + 1;
      await Promise.resolve();
      const lines = new TextDecoder().decode(bytes.subarray(at, end)).split('\n');
      yield { lines: lines.filter((line) => line !== ''), end };
      at = end;
    }
  };
}

/** A file of its own for a copy, which goes with the test. */
export function testInit(more: Partial<WriterInit> = {}): WriterInit {
  const folder = mkdtempSync(path.join(tmpdir(), 'copy-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    file: path.join(folder, 'shop.sqlite'),
    shop: { id: '1', domain: 'demo', name: 'Demo', plan: 'Basic', currency: 'USD', timezone: 'America/New_York' },
    personal: [],
    rawDocuments: false,
    metafields: {},
    ...more,
  };
}

export const testWorld: WriterWorld = { now: () => 1_790_000_000_000, read: readerOf('') };

export async function openTestStore(init: WriterInit): Promise<Store> {
  const store = await openStore(init, testWorld);
  onTestFinished(() => store.engine.close());
  return store;
}

export function jobOf(entity: Entity, result: Pick<BulkResult, 'objects' | 'roots'>, more: Partial<Job> = {}): Job {
  return {
    entity,
    windowFrom: 0,
    windowTo: 0,
    operationId: '1',
    status: 'loading',
    objectCount: result.objects,
    rootCount: result.roots,
    linesDone: 0,
    bytesDone: 0,
    objectsWritten: 0,
    rootsWritten: 0,
    attempts: 0,
    error: null,
    ...more,
  };
}

export async function ingestText(
  store: Store,
  entity: Entity,
  result: BulkResult,
  { readAt, linesTogether = 500, job = {} }: { readAt: number; linesTogether?: number; job?: Partial<Job> }
) {
  return await ingestResult(
    store,
    { job: jobOf(entity, result, job), url: 'https://storage.googleapis.com/result', fileSize: null, readAt },
    {
      read: readerOf(result.text),
      now: () => readAt,
      linesTogether,
      emit: () => Promise.resolve(),
      signal: new AbortController().signal,
    }
  );
}

export async function applyAll(store: Store, entity: Entity, nodes: readonly unknown[], readAt: number) {
  return await applyNodes(store, { entity, nodes: [...nodes], cursor: null, readAt });
}

/** Entities that a backfill reads by bulk operations, in its order. */
export const bulkEntities: readonly Entity[] = entities.filter((entity) => selections[entity].bulk);
