import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { first, KeptShop, rotated } from '../../tests/support/kept-shop';

describe('a copy is kept', () => {
  let shop: KeptShop;
  beforeEach(async () => {
    shop = new KeptShop();
    await shop.up();
  });
  afterEach(() => shop.close());

  const files = () => readdirSync(shop.root).filter((name) => name.endsWith('.sqlite'));

  async function filled(): Promise<number> {
    const source = shop.use(first);
    await source.is('current');
    const orders = await source.orders();
    expect(orders).toBeGreaterThan(10);
    return orders;
  }

  it('over a restart while Shopify is down: it answers, says how old it is, and follows again later', async () => {
    const orders = await filled();
    await shop.stop();
    await shop.down();
    shop.skew = 3_600_000;
    const source = shop.use(first);
    await expect.poll(() => source.orders().catch(String), { timeout: 20_000 }).toBe(orders);
    const [frame] = await source.query({
      queryType: 'metrics',
      metrics: ['orders'],
      period: 'last_30_days',
      lane: 'auto',
    });
    expect(JSON.stringify(frame?.meta?.custom)).toContain('owned');
    const [counted] = await source.query({ queryType: 'sql', sql: 'SELECT COUNT(*) AS n FROM orders' });
    expect(JSON.stringify(counted?.meta?.notices)).toMatch(/warning/);
    expect(frame?.fields.find(({ name }) => name === 'orders')?.values[0]).toBeGreaterThan(0);
    shop.skew = 0;
    await shop.up();
    await source.is('current', 90);
  }, 150_000);

  it('when the credentials of its data source are changed, with its back-ups, and by nobody else', async () => {
    const orders = await filled();
    const [name = ''] = files();
    const source = shop.use(first);
    expect((await source.resource('copy/backup', { body: {} })).status).toBe(200);
    // The secret was changed while Grafana runs; what only the copy knows is there under the new one.
    const other = shop.use({ uid: 'other', clientSecret: 'made-up-third' });
    await other.is('current');
    expect(files()).toHaveLength(2);
    const after = shop.use(rotated);
    await after.is('current');
    expect(await after.orders()).toBe(orders);
    expect(files()).toHaveLength(2);
    expect(files()).not.toContain(name);
    const { backups } = (await after.resource('copy')).body;
    expect(backups).toHaveLength(1);
    // The same uid of another organization is another data source.
    await shop.stop();
    const elsewhere = shop.use({ ...first, orgId: 2, clientSecret: 'made-up-wrong' });
    await elsewhere.is('failed');
    expect(files()).toHaveLength(2);
    await expect(elsewhere.orders()).rejects.toThrow();
  }, 150_000);

  it('for those who still have the former credentials', async () => {
    const orders = await filled();
    const [name = ''] = files();
    const stays = shop.use({ ...first, uid: 'second' });
    await stays.is('current');
    const after = shop.use(rotated);
    await after.is('current');
    expect(await after.orders()).toBe(orders);
    expect(files()).toHaveLength(2);
    expect(files()).toContain(name);
    expect(await stays.orders()).toBe(orders);
  }, 150_000);

  it('from those whom Shopify does not answer, and from files of another shop', async () => {
    await filled();
    const [name = ''] = files();
    await shop.stop();
    const wrong = shop.use({ ...first, clientSecret: 'made-up-wrong' });
    await wrong.is('failed');
    await expect(wrong.orders()).rejects.toThrow();
    expect(files()).toEqual([name]);
    await shop.stop();
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(path.join(shop.root, name));
    database.exec(`update shops set shop_id = '99'`);
    database.close();
    copyFileSync(path.join(shop.root, name), path.join(shop.root, 'kept'));
    const after = shop.use(rotated);
    await after.is('current');
    expect(files()).toHaveLength(2);
    expect(files()).toContain(name);
  }, 150_000);
});
