import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Record } from '../testing/memory-shop';
import { Stage } from '../testing/stage';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('what can go wrong while changes are followed', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = new Stage();
    for (let id = 1; id <= 20; id += 1) {
      stage.shop.put('orders', id, stage.time.now() - id * 5 * day);
    }
    const supervisor = stage.start();
    await stage.is(supervisor, 'current');
  });
  afterEach(() => stage.close());

  const orders = () => stage.copy.live('orders').length;
  const isEdited = (id: number) =>
    JSON.stringify(stage.copy.of('orders').get(String(id))?.node ?? '').includes('"edited"');

  it('takes pages that repeat records and come out of order', async () => {
    const given: Record[] = [];
    stage.shop.unruly = (nodes) => {
      const again = given.slice(-2);
      given.push(...nodes);
      return [...nodes, ...again].reverse();
    };
    const now = stage.time.now();
    for (let id = 101; id <= 117; id += 1) {
      stage.shop.put('orders', id, now, now + (id % 5) * second);
    }
    await stage.until(() => orders() === 37, minute);
    await stage.pass(5 * minute);
    expect(orders()).toBe(37);
  });

  it('takes the edit of an order that comes between two pages of a look', async () => {
    const now = stage.time.now();
    for (let id = 201; id <= 209; id += 1) {
      stage.shop.put('orders', id, now);
    }
    let edited = false;
    stage.shop.unruly = (nodes) => {
      if (!edited && nodes.some(({ id }) => id.endsWith('/201'))) {
        edited = true;
        stage.shop.put('orders', 201, now, stage.time.now() + second, { tag: 'edited' });
        stage.shop.put('orders', 209, now, stage.time.now() + second, { tag: 'edited' });
      }
      return nodes;
    };
    await stage.until(() => isEdited(201) && isEdited(209), minute);
    expect(orders()).toBe(29);
  });

  it('reads orders that await payment again', async () => {
    stage.copy.unsettled = ['3'];
    const made = stage.time.now() - 15 * day;
    stage.shop.put('orders', 3, made, made, { tag: 'edited' });
    await stage.until(() => isEdited(3), 15 * minute);
    expect(stage.shop.readById).toContainEqual(['orders', ['3']]);
  });

  it.each([
    ['an hour ahead', hour],
    ['an hour back', -hour],
    ['a day back', -day],
    ['most of a day ahead', 23 * hour],
  ])('loses nothing where the clock jumps %s', async (_, jump) => {
    await stage.pass(5 * minute);
    stage.skew = jump;
    const now = stage.time.now();
    stage.shop.put('orders', 301, now);
    await stage.until(() => stage.copy.live('orders').includes('301'), 2 * minute);
    stage.skew = 0;
    stage.shop.put('orders', 302, stage.time.now());
    await stage.until(() => stage.copy.live('orders').includes('302'), 2 * minute);
    expect(orders()).toBe(22);
  });
});
