import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultKind } from '../../../demo/admin-api/faults';
import { compare } from '../../../tests/faults/compare';
import { startCopying } from '../../../tests/faults/copying';
import { startMovingShop, type MovingShop } from '../../../tests/faults/world';
import type { Standings } from './supervisor/state';

const minute = 60_000;
const speed = 240;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** A demo shop over HTTP, and all of syncing behind it: the writer's own process and a file on disk. */
class Scene {
  readonly root = mkdtempSync(path.join(tmpdir(), 'shopscope-faults-'));
  readonly shop: MovingShop;
  #running: ReturnType<typeof startCopying> | undefined;

  constructor(shop: MovingShop) {
    this.shop = shop;
  }

  sync(): void {
    const { clock, world, url } = this.shop;
    const { root } = this;
    this.#running = startCopying({ root, url, domain: world.shop.domain, clock, log, windowObjects: 60 });
  }

  async until(so: (now: Standings) => boolean, what: string): Promise<Standings> {
    for (const ends = Date.now() + 60_000; Date.now() < ends; await new Promise((later) => setTimeout(later, 25))) {
      this.#running?.supervisor.heard();
      const standings = this.#running?.supervisor.standings();
      if (standings !== undefined && so(standings)) {
        return standings;
      }
    }
    throw new Error(`${what}: ${JSON.stringify(this.#running?.supervisor.standings())}`);
  }

  entity(standings: Standings, name: string) {
    return standings.entities.find(({ entity }) => entity === name);
  }

  async whole(): Promise<Standings> {
    return await this.until(
      ({ state, jobs }) =>
        state === 'current' && jobs.length > 0 && jobs.every(({ status }) => status === 'done' || status === 'failed'),
      'the backfill'
    );
  }

  /** What the copy lacks and what it has too much of, once all looks are past the moment at which the shop stops. */
  async difference() {
    const frozen = this.shop.freeze();
    const looked = new Set(['orders', 'refund_lines', 'returns', 'products', 'inventory', 'fulfillment_orders']);
    const { file = '' } = await this.until(
      ({ entities }) =>
        entities
          .filter(({ entity, state }) => looked.has(entity) && state !== 'denied')
          .every(({ checkedAt }) => (checkedAt ?? 0) > frozen + 15 * minute),
      'catching up'
    );
    return compare(file, this.shop.world, frozen);
  }

  async close(): Promise<void> {
    await this.#running?.copies.close();
    await this.shop.api.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

describe('faults at Shopify, over HTTP and into a file', { timeout: 150_000 }, () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = new Scene(await startMovingShop(5, speed, 4));
  });
  afterEach(async () => {
    await scene.close();
  });

  it.each<[string, readonly FaultKind[], number]>([
    ['operations fail', ['bulk-failure', 'bulk-timeout', 'bulk-expired'], 2],
    ['results are wrong', ['bulk-truncated', 'bulk-cut-line', 'bulk-miscount', 'bulk-url-expired'], 2],
    ['answers break', ['cut-connection', 'truncated-body', 'partial-data'], 6],
  ])('lose and double nothing in a backfill where %s', async (_, kinds, count) => {
    kinds.forEach((kind) => {
      scene.shop.api.faults.add({ kind, count });
    });
    scene.sync();
    await scene.whole();
    expect(scene.shop.api.faults.list()).toEqual([]);
    expect(await scene.difference()).toEqual({ lost: [], doubled: [] });
  });

  it('lose and double nothing in increments', async () => {
    scene.sync();
    await scene.whole();
    for (const kind of [
      'cut-connection',
      'truncated-body',
      'partial-data',
      'cursor-invalid',
      'server-error',
    ] as const) {
      scene.shop.api.faults.add({ kind, probability: 0.1 });
    }
    await new Promise((later) => setTimeout(later, 3_000));
    scene.shop.api.faults.clear();
    expect(await scene.difference()).toEqual({ lost: [], doubled: [] });
  });

  it('leave other entities alone where bulk operations go on failing, and say so of that one', async () => {
    scene.shop.api.faults.add({ kind: 'bulk-failure' });
    scene.sync();
    const standings = await scene.until(
      (now) => scene.entity(now, 'products')?.state === 'failed' && now.jobs.some(({ status }) => status === 'failed'),
      'giving up'
    );
    expect(scene.entity(standings, 'products')?.error?.code).toBeTypeOf('string');
    expect(scene.entity(standings, 'shop')?.state).toBe('current');
  });

  it('keep the rows of an entity whose scope is withdrawn midway while the others go on', async () => {
    scene.sync();
    await scene.whole();
    scene.shop.api.faults.add({ kind: 'missing-scope', scope: 'read_products' });
    const denied = await scene.until((now) => scene.entity(now, 'products')?.state === 'denied', 'the denial');
    expect(scene.entity(denied, 'products')?.error?.code).toBe('shopify:error.accessDenied');
    const at = scene.entity(denied, 'orders')?.checkedAt ?? 0;
    await scene.until((now) => (scene.entity(now, 'orders')?.checkedAt ?? 0) > at + 5 * minute, 'orders going on');
    const { lost, doubled } = await scene.difference();
    expect(doubled).toEqual([]);
    expect(lost.filter((row) => !/^(products|variants|inventory_levels) .*: \[/.test(row))).toEqual([]);
  });
});
