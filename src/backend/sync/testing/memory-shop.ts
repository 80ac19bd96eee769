import { fail as failure } from '../../shopify/fail';
import { searchOf } from '../backfill/windows';
import type { Entity } from '../entities';
import { plan } from '../plan/plan';
import { bareId } from '../shop/node';
import type { Operation, Page, SyncShop } from '../shop/shop';
import type { VirtualTime } from '../../shopify/testing/virtualTime';
import type { MemoryCopy } from './memory-writer';

export interface Record {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Started extends Operation {
  readonly entity: Entity;
  readonly rows: readonly Record[];
}

/** What an operation comes to; `run` lets it go on. */
export type Fate = (operation: Operation, rows: readonly Record[]) => Partial<Operation>;

/** A shop in memory, in virtual time, whose search and bulk operations do what syncing rests on. */
export class MemoryShop implements SyncShop {
  readonly time: VirtualTime;
  readonly records = new Map<Entity, Record[]>();
  readonly denied = new Set<Entity>();
  readonly operations: Started[] = [];
  readonly asked: Array<{ entity: Entity; search: string; at: number }> = [];
  /** Taken one by one, each by one new operation over the entity. */
  readonly fates = new Map<Entity, Fate[]>();
  /** What was read by id, one entry a request. */
  readonly readById: Array<readonly [Entity, readonly string[]]> = [];
  pageSize = 3;
  /** Milliseconds that an operation takes. */
  bulkTakes = 20_000;
  /** Milliseconds by which the index is late. */
  lag = 0;
  most = 5;
  failure: Error | undefined;
  levels: string[] = [];
  /** Changes the records of a page before they are given. */
  unruly: (nodes: readonly Record[]) => readonly Record[] = (nodes) => nodes;
  readonly #copy: MemoryCopy;
  readonly #fates = new Map<string, Fate>();

  constructor(time: VirtualTime, copy: MemoryCopy) {
    this.time = time;
    this.#copy = copy;
  }

  put(entity: Entity, id: number, createdAt: number, updatedAt = createdAt, more: object = {}): void {
    const record = {
      id: `gid://shopify/Thing/${id}`,
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
      ...more,
    };
    const others = this.#of(entity).filter((each) => each.id !== record.id);
    this.records.set(entity, [...others, record]);
  }

  remove(entity: Entity, id: number): void {
    this.records.set(
      entity,
      this.#of(entity).filter((each) => bareId(each.id) !== String(id))
    );
  }

  identity() {
    this.#mayFail();
    return Promise.resolve({
      id: '1',
      name: 'Made-up shop',
      domain: 'made-up.myshopify.com',
      plan: 'Basic',
      timezone: 'Asia/Seoul',
      currency: 'KRW',
      scopes: ['read_all_orders'],
    });
  }

  count(entity: Entity, _field: string, window: { readonly from: number; readonly to: number }) {
    return Promise.resolve(this.#found(entity, searchOf(window)).length);
  }

  oldest(entity: Entity) {
    const times = this.#of(entity).map(({ createdAt }) => Date.parse(createdAt));
    return Promise.resolve(times.length === 0 ? undefined : Math.min(...times));
  }

  async page(
    entity: Entity,
    { search, after }: { search: string; after?: string },
    signal: AbortSignal
  ): Promise<Page> {
    await this.#answer(entity, signal);
    this.asked.push({ entity, search, at: this.time.now() });
    const { changes } = plan[entity];
    const field = changes.by === 'time' && changes.sorted ? changes.field : 'id';
    const key = (record: Record) => String(Reflect.get(record, field));
    const sorted = this.#found(entity, search).sort((a, b) =>
      key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : byId(a, b)
    );
    const from = after === undefined ? 0 : sorted.findIndex(({ id }) => id === after) + 1;
    const nodes = sorted.slice(from, from + this.pageSize);
    const last = nodes.at(-1);
    return {
      nodes: [...this.unruly(nodes)],
      next: from + this.pageSize < sorted.length ? last?.id : undefined,
      askedAt: this.time.now(),
    };
  }

  async byId(entity: Entity, ids: readonly string[], signal: AbortSignal) {
    this.readById.push([entity, ids]);
    await this.#answer(entity, signal);
    return this.#of(entity).filter(({ id }) => ids.includes(bareId(id)));
  }

  async ids(entity: Entity, after: string, signal: AbortSignal) {
    await this.#answer(entity, signal);
    const all = this.#of(entity).map(({ id }) => bareId(id));
    return all
      .filter((id) => Number(id) > Number(after))
      .sort((a, b) => Number(a) - Number(b))
      .slice(0, this.pageSize);
  }

  changedLevels() {
    return Promise.resolve(this.levels.splice(0));
  }

  async startBulk(entity: Entity, search: string, signal: AbortSignal) {
    await this.#answer(undefined, signal);
    const running = await this.runningBulk();
    if (running.length >= this.most) {
      return { refused: 'busy' as const, message: 'in progress' };
    }
    const id = `gid://shopify/BulkOperation/${this.operations.length + 1}`;
    const rows = this.#found(entity, search);
    const started: Started = {
      entity,
      rows,
      id,
      status: 'CREATED',
      errorCode: undefined,
      query: this.bulkText(entity, search),
      createdAt: this.time.now(),
      objectCount: 0,
      rootObjectCount: 0,
      fileSize: undefined,
      url: undefined,
    };
    this.operations.push(started);
    const fate = this.denied.has(entity)
      ? () => ({ status: 'FAILED', errorCode: 'ACCESS_DENIED' }) as const
      : this.fates.get(entity)?.shift();
    if (fate !== undefined) {
      this.#fates.set(id, fate);
    }
    return this.#seen(started);
  }

  async bulk(id: string) {
    await this.time.sleep(50);
    const found = this.operations.find((operation) => operation.id === id);
    return found === undefined ? undefined : this.#seen(found);
  }

  runningBulk() {
    const running = ['CREATED', 'RUNNING', 'CANCELING'];
    return Promise.resolve(
      this.operations.map((each) => this.#seen(each)).filter(({ status }) => running.includes(status))
    );
  }

  cancelBulk(id: string) {
    this.#fates.set(id, () => ({ status: 'CANCELED' }));
    return Promise.resolve();
  }

  bulkText(entity: Entity, search: string): string {
    return `{ ${entity}(query: "${search}") }`;
  }

  #seen(operation: Started): Operation {
    const { rows } = operation;
    const done = this.time.now() - operation.createdAt >= this.bulkTakes;
    const natural: Operation = done
      ? { ...operation, status: 'COMPLETED', objectCount: rows.length, rootObjectCount: rows.length }
      : { ...operation, status: 'RUNNING' };
    const url = `https://storage.example/${operation.id}`;
    const fated = { ...natural, ...this.#fates.get(operation.id)?.(natural, rows) };
    const shown =
      fated.status === 'COMPLETED' &&
      rows.length > 0 &&
      !('url' in (this.#fates.get(operation.id)?.(natural, rows) ?? {}));
    this.#copy.results.set(url, rows);
    return shown ? { ...fated, url } : fated;
  }

  #found(entity: Entity, search: string): Record[] {
    const bounds = [...search.matchAll(/(created_at|updated_at):(>=|<)'([^']+)'/g)];
    const beyond = /id:>(\d+)/.exec(search)?.[1];
    return this.#of(entity).filter((record) => {
      const inside = bounds.every(([, field, sign, text]) => {
        const at = Date.parse(field === 'created_at' ? record.createdAt : record.updatedAt);
        const bound = Date.parse(text ?? '');
        return sign === '<' ? at < bound : at >= bound;
      });
      const indexed = Date.parse(record.updatedAt) <= this.time.now() - this.lag;
      return inside && indexed && (beyond === undefined || Number(bareId(record.id)) > Number(beyond));
    });
  }

  #of(entity: Entity): Record[] {
    return this.records.get(entity) ?? [];
  }

  #mayFail(): void {
    if (this.failure !== undefined) {
      throw this.failure;
    }
  }

  async #answer(entity: Entity | undefined, signal: AbortSignal): Promise<void> {
    await this.time.sleep(50);
    signal.throwIfAborted();
    this.#mayFail();
    if (entity !== undefined && this.denied.has(entity)) {
      throw failure('accessDenied', { field: entity, access: `read_${entity}` });
    }
  }
}

function byId(a: Record, b: Record): number {
  return Number(bareId(a.id)) - Number(bareId(b.id));
}
