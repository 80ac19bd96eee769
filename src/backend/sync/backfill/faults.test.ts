import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from '../shop/shop';
import { Stage } from '../testing/stage';
import type { Fate } from '../testing/memory-shop';

const day = 86_400_000;
const hour = 3_600_000;

/** Five lines lie there, of whatever was to come; whoever takes them for the whole has too few. */
const partial: Fate = () => ({
  status: 'FAILED',
  errorCode: 'INTERNAL_SERVER_ERROR',
  url: 'https://storage.example/partial',
});

describe('what can go wrong with bulk operations', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
    for (let id = 1; id <= 40; id += 1) {
      stage.shop.put('orders', id, stage.time.now() - id * 5 * day);
    }
  });
  afterEach(() => stage.close());

  const orders = () => stage.copy.live('orders').length;
  const jobs = () => [...stage.copy.jobs.values()].filter(({ entity }) => entity === 'orders');

  it.each<[string, Fate]>([
    ['fails and names a partial result', partial],
    ['is cancelled by somebody', () => ({ status: 'CANCELED' })],
    ['has expired', () => ({ status: 'EXPIRED' })],
    ['counts objects and names no place', ({ status }) => (status === 'COMPLETED' ? { url: undefined } : {})],
    ['counts more than comes', ({ status }, rows) => (status === 'COMPLETED' ? { objectCount: rows.length + 1 } : {})],
    ['times out', () => ({ status: 'FAILED', errorCode: 'TIMEOUT' })],
  ])('reads the same again where one %s', async (_, fate) => {
    stage.shop.fates.set('orders', [fate, fate]);
    const supervisor = stage.start();
    await stage.is(supervisor, 'current', 4 * hour);
    expect(orders()).toBe(40);
    expect(jobs().every(({ status }) => status === 'done')).toBe(true);
    expect(jobs().some(({ attempts }) => attempts > 0)).toBe(true);
  });

  it('reads by id what a result has cut off', async () => {
    stage.shop.put('discounts', 7, stage.time.now() - day);
    stage.copy.short.set('discounts', ['7']);
    const supervisor = stage.start();
    await stage.is(supervisor, 'current', hour);
    expect(stage.shop.readById).toContainEqual(['discounts', ['7']]);
  });

  it('cuts the window where one fails, and covers the same time without a hole', async () => {
    stage.shop.fates.set('orders', [partial]);
    const supervisor = stage.start('us', 1_000);
    await stage.is(supervisor, 'current', 4 * hour);
    const windows = jobs().sort((a, b) => a.windowFrom - b.windowFrom);
    // The newest 61 days, and of what lies before, or of these, two halves.
    expect(windows).toHaveLength(3);
    expect(windows.slice(0, -1).map(({ windowTo }) => windowTo)).toEqual(
      windows.slice(1).map(({ windowFrom }) => windowFrom)
    );
    expect(orders()).toBe(40);
  });

  it('cancels one that makes no progress and starts over half of the time', async () => {
    stage.shop.fates.set('orders', [(operation: Operation) => ({ ...operation, status: 'RUNNING', objectCount: 3 })]);
    const supervisor = stage.start('us', 1_000);
    await stage.is(supervisor, 'current', 4 * hour);
    expect(jobs()).toHaveLength(3);
    expect(orders()).toBe(40);
  });

  it('says so loudly after the last try, lets the others go on, and tries again later', async () => {
    stage.shop.fates.set(
      'orders',
      Array.from({ length: 200 }, () => partial)
    );
    stage.shop.put('products', 7, stage.time.now() - day);
    const supervisor = stage.start('us', 1_000);
    const state = () => supervisor.standings().entities.find(({ entity }) => entity === 'orders');
    await stage.until(() => state()?.state === 'failed', 4 * hour);
    expect(state()?.error).toMatchObject({ code: 'copy:sync.bulkFailed', values: { reason: 'INTERNAL_SERVER_ERROR' } });
    await stage.until(() => stage.copy.live('products').length === 1, hour);
    stage.shop.fates.clear();
    await stage.until(() => orders() === 40, 8 * hour);
  });

  it('waits where as many run as may', async () => {
    stage.shop.most = 1;
    const supervisor = stage.start();
    await stage.is(supervisor, 'current', 12 * hour);
    expect(orders()).toBe(40);
  });
});
