import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { first, KeptShop, type UsedSource } from '../../../tests/support/kept-shop';

describe('what an admin does to a copy, over the real handler', () => {
  const shop = new KeptShop();
  let source: UsedSource;
  let orders: number;
  beforeAll(async () => {
    await shop.up();
    source = shop.use(first);
    await source.is('current');
    orders = await source.orders();
  }, 60_000);
  afterAll(() => shop.close());

  const act = (action: string, body: unknown = {}, role = 'Admin') =>
    source.resource(`copy/${action}?lang=en`, { body, role });
  const copy = async () => (await source.resource('copy?lang=en')).body;
  /** It answers before it is open for writing again. */
  const opened = () =>
    expect.poll(async () => (await act('sweep', { entities: ['locations'] })).status, { timeout: 20_000 }).toBe(200);
  const actions = ['pause', 'resume', 'rebuild', 'delete', 'backup', 'restore', 'wipe', 'reconcile', 'sweep'];

  it.each(actions)('%s is for Admins alone, and for POST', async (action) => {
    for (const role of ['Viewer', 'Editor', '']) {
      const { status, body } = await act(action, { confirm: shop.domain }, role);
      expect(status).toBe(403);
      expect(body['message']).toMatch(/admin/);
    }
    expect((await source.resource(`copy/${action}`)).status).toBe(405);
    expect(await source.orders()).toBe(orders);
  });

  it.each([
    ['rebuild', {}],
    ['rebuild', { confirm: 'another.myshopify.com' }],
    ['delete', {}],
    ['delete', { confirm: '' }],
    ['delete', 'no json'],
    ['restore', { confirm: 'x', backup: 'y' }],
    ['wipe', { entities: ['everything'] }],
    ['wipe', {}],
    ['sweep', { entities: ['unheard_of'] }],
  ])('%s refuses %j and says why', async (action, body) => {
    const { status, body: told } = await act(action, body);
    expect(status).toBe(400);
    expect(String(told['message']).length).toBeGreaterThan(20);
    expect(await source.orders()).toBe(orders);
  });

  it.each(['../../etc/passwd', 'none.sqlite'])('restore knows no back-up %s', async (backup) => {
    expect((await act('restore', { confirm: shop.domain, backup })).status).toBe(404);
    expect(await source.orders()).toBe(orders);
  });

  it('pauses: nothing is asked of Shopify, and the copy answers; resumes', async () => {
    expect((await act('pause')).status).toBe(200);
    await expect.poll(async () => (await copy())['paused']).toBe(true);
    expect(await source.orders()).toBe(orders);
    expect((await act('resume')).status).toBe(200);
    await expect.poll(async () => (await copy())['paused']).toBe(false);
    await source.is('current');
  });

  it('backs up, and restores what was there', async () => {
    expect((await act('backup')).status).toBe(200);
    const backups = readdirSync(`${shop.root}/backups`);
    expect(backups).toHaveLength(1);
    expect((await act('restore', { confirm: shop.domain, backup: backups[0] })).status).toBe(200);
    await source.is('current');
    expect(await source.orders()).toBe(orders);
    expect(readdirSync(`${shop.root}/backups`).some((name) => name.includes('before-restore'))).toBe(true);
  }, 60_000);

  it('sweeps, wipes and reconciles', async () => {
    await opened();
    expect((await act('sweep', { entities: ['orders'] })).status).toBe(200);
    expect(JSON.stringify(await act('wipe', { entities: ['customers'] }))).toContain('"status":200');
    expect((await act('reconcile')).status).toBe(200);
    expect(await source.orders()).toBe(orders);
  }, 60_000);

  it('tells progress as a stream while an entity is read whole again', async () => {
    const known = await source.instance.subscribe?.(source.call(), { path: 'copy/progress', data: null });
    expect(known).toMatchObject({ status: 'ok', initial: { name: 'copy/progress' } });
    expect(await source.instance.subscribe?.(source.call(), { path: 'copy/other', data: null })).toMatchObject({
      status: 'not-found',
    });
    const ends = new AbortController();
    const states: string[] = [];
    const listening = (async () => {
      const stream = source.instance.runStream?.(source.call('Viewer', ends.signal), {
        path: 'copy/progress',
        data: null,
      });
      for await (const frame of stream ?? []) {
        states.push(JSON.stringify(frame.meta?.custom));
      }
    })();
    await opened();
    expect((await act('rebuild', { confirm: shop.domain })).status).toBe(200);
    await expect.poll(() => states.some((state) => state.includes('"backfill"')), { timeout: 20_000 }).toBe(true);
    await source.is('current');
    ends.abort();
    await listening;
    expect(states.length).toBeGreaterThan(1);
    expect(await source.orders()).toBe(orders);
  }, 60_000);

  it('deletes the copy and keeps its back-ups; resuming fills it anew', async () => {
    const kept = readdirSync(`${shop.root}/backups`).length;
    expect((await act('delete', { confirm: shop.domain })).status).toBe(200);
    expect(readdirSync(shop.root).filter((name) => name.endsWith('.sqlite'))).toEqual([]);
    expect(readdirSync(`${shop.root}/backups`)).toHaveLength(kept);
    await expect(source.orders()).rejects.toThrow();
    expect((await act('resume')).status).toBe(200);
    await source.is('current');
    expect(await source.orders()).toBe(orders);
  }, 60_000);
});
