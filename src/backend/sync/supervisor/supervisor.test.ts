import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../../shopify/fail';
import { Stage } from '../testing/stage';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('the supervisor', () => {
  let stage: Stage;
  let start: number;
  beforeEach(() => {
    stage = new Stage();
    start = stage.time.now();
    for (let id = 1; id <= 40; id += 1) {
      stage.shop.put('orders', id, start - id * 5 * day);
    }
    stage.shop.put('products', 7, start - 300 * day);
  });
  afterEach(() => stage.close());

  const orders = () => stage.copy.live('orders').length;

  it('fills the copy, then follows the shop', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'backfill');
    await stage.is(supervisor, 'current');
    expect(orders()).toBe(40);
    expect([...stage.copy.jobs.values()].filter(({ status }) => status !== 'done')).toEqual([]);
    stage.shop.put('orders', 41, stage.time.now());
    await stage.until(() => orders() === 41, 15 * second);
  });

  it('takes a change in which the index was late, and one within the second of the last look', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    stage.shop.lag = 90 * second;
    const at = stage.time.now();
    stage.shop.put('orders', 41, at);
    await stage.pass(60 * second);
    expect(orders()).toBe(40);
    await stage.until(() => orders() === 41, 60 * second);
    stage.shop.lag = 0;
    const again = Math.floor(stage.time.now() / second) * second;
    stage.shop.put('orders', 41, at, again, { tag: 'first' });
    await stage.until(() => JSON.stringify([...stage.copy.of('orders').values()]).includes('first'), 30 * second);
    stage.shop.put('orders', 41, at, again, { tag: 'second' });
    await stage.until(() => JSON.stringify([...stage.copy.of('orders').values()]).includes('second'), 30 * second);
  });

  it('looks for orders every ten seconds, for others less often', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    await stage.pass(2 * minute);
    stage.shop.asked.length = 0;
    await stage.pass(10 * minute);
    const looks = (entity: string) => stage.shop.asked.filter((asked) => asked.entity === entity).length;
    expect(looks('orders')).toBeGreaterThanOrEqual(58);
    expect(looks('orders')).toBeLessThanOrEqual(62);
    expect(looks('products')).toBeGreaterThanOrEqual(9);
    expect(looks('products')).toBeLessThanOrEqual(11);
  });

  it('has a new order in the copy within 15 s in the median', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    const waits: number[] = [];
    for (let id = 100; id < 140; id += 1) {
      await stage.pass(((id * 7_919) % 23) * second + 137);
      const readable = stage.time.now();
      stage.shop.put('orders', id, readable);
      await stage.until(() => stage.copy.live('orders').includes(String(id)), minute);
      waits.push((stage.time.now() - readable) / second);
    }
    const median = waits.sort((a, b) => a - b)[20] ?? 0;
    expect(median).toBeGreaterThan(0);
    expect(median).toBeLessThanOrEqual(15);
  });

  it('sleeps after a day without a call, and says of what it missed that it did', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    await stage.is(supervisor, 'asleep', 25 * hour);
    const fellAsleep = stage.time.now();
    expect(fellAsleep - start).toBeGreaterThanOrEqual(day);
    expect(supervisor.standings().asleepSince).toBeGreaterThan(start);
    expect(stage.copy.settings.get('asleepSince')).toBeGreaterThan(start);
    stage.shop.asked.length = 0;
    await stage.pass(3 * hour);
    expect(stage.shop.asked).toEqual([]);
    supervisor.heard();
    await stage.is(supervisor, 'current');
    expect(stage.copy.settings.get('asleepSince')).toBeNull();
    const gap = stage.copy.gaps.find(({ entity }) => entity === 'products');
    expect(gap?.reason).toBe('asleep');
    expect((gap?.to ?? 0) - (gap?.from ?? 0)).toBeGreaterThan(3 * hour - minute);
  });

  it('stays awake as long as somebody calls', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    for (let hours = 0; hours < 30; hours += 10) {
      await stage.pass(10 * hour);
      supervisor.heard();
    }
    expect(supervisor.standings().state).toBe('current');
  });

  it('goes on where it stood after a stop, and notes the gap', async () => {
    const first = stage.start();
    await stage.until(() => [...stage.copy.jobs.values()].some(({ status }) => status === 'running'));
    const begun = stage.shop.operations.length;
    await stage.time.until(first.dispose());
    expect(first.standings().state).toBe('stopped');
    const second = stage.start();
    await stage.is(second, 'current');
    const operations = stage.shop.operations.map(({ query }) => query);
    expect(new Set(operations).size).toBe(operations.length);
    expect(operations.length).toBeGreaterThanOrEqual(begun);
    expect(orders()).toBe(40);
    await stage.pass(2 * minute);
    await stage.time.until(second.dispose());
    await stage.pass(2 * hour);
    const third = stage.start();
    await stage.is(third, 'current');
    expect(stage.copy.gaps.map(({ entity, reason }) => `${entity} ${reason}`)).toContain('inventory stopped');
  });

  it('settles an entity whose last job was stored as done just before the stop', async () => {
    const first = stage.start();
    await stage.is(first, 'current');
    await stage.time.until(first.dispose());
    const known = stage.copy.entities.get('products');
    if (known !== undefined) {
      stage.copy.entities.set('products', { ...known, state: 'backfill', completeFrom: null });
    }
    const second = stage.start();
    const products = () => second.standings().entities.find(({ entity }) => entity === 'products');
    await stage.until(() => products()?.state === 'current', minute);
    expect(products()?.completeFrom).toBe(0);
  });

  it('starts the writer again when it dies', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'backfill');
    await stage.pass(3 * second);
    stage.kill();
    await stage.until(() => stage.opens === 2, minute);
    await stage.is(supervisor, 'current');
    expect(orders()).toBe(40);
  });

  it('lets one process sync, and another take over when it is gone', async () => {
    const first = stage.start('first');
    await stage.is(first, 'current');
    const second = stage.start('second');
    await stage.is(second, 'reader');
    expect(second.standings().reason).toEqual({ code: 'copy:sync.reader', values: { holder: 'first' } });
    await stage.pass(5 * minute);
    expect(second.standings().state).toBe('reader');
    await stage.time.until(first.dispose());
    await stage.is(second, 'current', 2 * minute);
  });

  it('pauses and resumes, also over a restart', async () => {
    const first = stage.start();
    await stage.is(first, 'current');
    await stage.time.until(first.pause());
    await stage.is(first, 'paused');
    stage.shop.asked.length = 0;
    await stage.pass(10 * minute);
    expect(stage.shop.asked).toEqual([]);
    await stage.time.until(first.dispose());
    const second = stage.start();
    await stage.is(second, 'paused');
    await stage.time.until(second.resume());
    await stage.is(second, 'current');
  });

  it('tells what is wrong with the shop and tries again by itself', async () => {
    stage.shop.failure = fail('shopFrozen', { shop: 'made-up.myshopify.com' });
    const supervisor = stage.start();
    await stage.is(supervisor, 'failed');
    expect(supervisor.standings().reason?.code).toBe('shopify:error.shopFrozen');
    await stage.pass(hour);
    expect(stage.opens).toBeGreaterThan(5);
    expect(stage.opens).toBeLessThan(20);
    stage.shop.failure = undefined;
    await stage.is(supervisor, 'current');
    stage.shop.failure = fail('tokenRejected', { shop: 'made-up.myshopify.com' });
    await stage.is(supervisor, 'failed');
    expect(supervisor.standings().entities.find(({ entity }) => entity === 'orders')?.state).toBe('current');
  });

  it('leaves out what may not be read, and reads it whole once it may', async () => {
    stage.shop.denied.add('customers');
    stage.shop.put('customers', 5, start - day);
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    const customers = () => supervisor.standings().entities.find(({ entity }) => entity === 'customers');
    expect(customers()?.state).toBe('denied');
    expect(orders()).toBe(40);
    stage.shop.denied.clear();
    await stage.until(() => customers()?.state === 'current', 2 * hour);
    expect(stage.copy.live('customers')).toEqual(['5']);
  });

  it('loses a scope midway without stopping the rest', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    stage.shop.denied.add('products');
    await stage.until(
      () => supervisor.standings().entities.find(({ entity }) => entity === 'products')?.state === 'denied',
      5 * minute
    );
    stage.shop.put('orders', 50, stage.time.now());
    await stage.until(() => orders() === 41, minute);
    expect(stage.copy.live('products')).toEqual(['7']);
  });

  it('marks what events say is deleted, and what a sweep misses', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    stage.shop.remove('products', 7);
    stage.shop.put('events', 900, stage.time.now(), stage.time.now(), {
      action: 'destroy',
      subjectType: 'PRODUCT',
      subjectId: 'gid://shopify/Product/7',
    });
    await stage.until(() => stage.copy.live('products').length === 0, 5 * minute);
    stage.shop.remove('orders', 3);
    stage.copy.of('orders').delete('9');
    await stage.pass(5 * minute);
    supervisor.sweep(['orders']);
    await stage.until(() => !stage.copy.live('orders').includes('3'), 5 * minute);
    await stage.until(() => stage.copy.live('orders').includes('9'), minute);
    expect(orders()).toBe(39);
  });

  it('sweeps by itself once a week', async () => {
    const first = stage.start();
    await stage.is(first, 'current');
    await stage.time.until(first.dispose());
    const known = stage.copy.entities.get('orders');
    expect(known?.sweptAt).toBeGreaterThanOrEqual(start);
    if (known !== undefined) {
      stage.copy.entities.set('orders', { ...known, sweptAt: start - 7 * day });
    }
    stage.shop.remove('orders', 3);
    const second = stage.start();
    await stage.until(() => !stage.copy.live('orders').includes('3'), 5 * minute);
    await stage.until(
      () => (second.standings().entities.find(({ entity }) => entity === 'orders')?.sweptAt ?? 0) > start,
      minute
    );
  });

  it('reads an entity whole again when asked to', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    await stage.pass(10 * minute);
    stage.shop.put('orders', 41, stage.time.now());
    stage.copy.of('orders').clear();
    await stage.time.until(supervisor.rebuild(['orders']));
    expect(supervisor.standings().state).toBe('backfill');
    await stage.is(supervisor, 'current');
    expect(orders()).toBe(41);
  });

  it('works on the file while nothing has it open', async () => {
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
    const done = supervisor.apart((file) => {
      expect(stage.closes).toBe(1);
      expect(file).toBe('/made-up/1.sqlite');
      return Promise.resolve();
    });
    await stage.time.until(done);
    await stage.is(supervisor, 'current');
    await stage.time.until(supervisor.apart(() => Promise.resolve(), 'deleted'));
    await stage.is(supervisor, 'paused');
    await stage.time.until(supervisor.resume());
    await stage.is(supervisor, 'current');
  });
});
