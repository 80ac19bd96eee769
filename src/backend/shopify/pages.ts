import type { NodeList, PagePlan } from './document/plan';
import { added } from './document/plan';

/** Gathers the pages of one connection: lists joined, nodes once each, paging's own additions taken out. */
export class Pages {
  readonly #plan: PagePlan;
  readonly #lists: ReadonlyMap<
    string,
    { readonly list: NodeList; readonly items: unknown[]; readonly ids: Set<unknown> }
  >;
  #data: unknown;
  #first: Readonly<Record<string, unknown>> | undefined;
  #last: Readonly<Record<string, unknown>> = {};
  #stopped = false;

  constructor(plan: PagePlan) {
    this.#plan = plan;
    this.#lists = new Map(plan.lists.map((list) => [list.key, { list, items: [], ids: new Set() }]));
  }

  /** Nodes gathered so far. */
  get size(): number {
    return Math.max(0, ...[...this.#lists.values()].map(({ items }) => items.length));
  }

  /** True once a node failed `keepPaging`. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /**
   * Takes the data of one page. Gives back where the next one begins; undefined where there is no connection (a null on
   * the way to it).
   */
  take(data: unknown, keepPaging: ((node: unknown) => boolean) | undefined): PageEnd | undefined {
    this.#data ??= data;
    const connection = record(this.#plan.path.reduce<unknown>((value, key) => record(value)?.[key], data));
    if (connection === undefined) {
      return undefined;
    }
    this.#first ??= connection;
    this.#last = connection;
    let came = 0;
    for (const { list, items, ids } of this.#lists.values()) {
      const page = connection[list.key];
      for (const item of Array.isArray(page) ? page : []) {
        came += 1;
        this.#add(item, list, items, ids, keepPaging);
      }
    }
    const page = record(connection[added.page]);
    const cursor = page?.['endCursor'];
    return {
      more: page?.['hasNextPage'] === true,
      cursor: typeof cursor === 'string' && cursor !== '' ? cursor : undefined,
      empty: came === 0,
    };
  }

  #add(
    item: unknown,
    list: NodeList,
    items: unknown[],
    ids: Set<unknown>,
    keepPaging?: (node: unknown) => boolean
  ): void {
    const node = list.node === undefined ? item : record(item)?.[list.node];
    const id = list.id === undefined ? undefined : record(node)?.[list.id.key];
    if (id !== undefined && id !== null) {
      if (ids.has(id)) {
        return;
      }
      ids.add(id);
    }
    const clean = list.id?.added === true && isRecord(node) ? without(node, added.id) : node;
    items.push(list.node === undefined ? clean : clean === node ? item : { ...record(item), [list.node]: clean });
    this.#stopped ||= keepPaging !== undefined && !keepPaging(clean);
  }

  /** The whole answer's data with at most `limit` nodes in the connection. */
  assemble(limit: number): unknown {
    if (this.#first === undefined) {
      return this.#data;
    }
    const connection: Record<string, unknown> = without(this.#first, added.page);
    for (const [key, { items }] of this.#lists) {
      if (key in connection) {
        connection[key] = items.length > limit ? items.slice(0, limit) : items;
      }
    }
    for (const key of this.#plan.pageInfoKeys) {
      connection[key] = this.#last[key];
    }
    return replaceAt(this.#data, this.#plan.path, connection);
  }
}

export interface PageEnd {
  readonly more: boolean;
  readonly cursor: string | undefined;
  readonly empty: boolean;
}

function record(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function without(value: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  const { [key]: _, ...rest } = value;
  return rest;
}

/** Answers are shared with the cache, so the way to the connection is copied and nothing is changed in place. */
function replaceAt(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  return key === undefined
    ? replacement
    : { ...record(value), [key]: replaceAt(record(value)?.[key], rest, replacement) };
}
