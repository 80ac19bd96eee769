import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { RolePool } from './pool';
import type { RolePoolOptions } from './pool-options';
import { isAlive } from './testing/alive';
import { testProcess, within } from './testing/start';

const pools: RolePool[] = [];

function pool(options: Partial<RolePoolOptions> = {}, name = 'sample'): RolePool {
  const made = new RolePool(
    name,
    { greeting: 'Hello' },
    {
      ...testProcess(),
      size: 2,
      queue: { total: 10, perCaller: 5 },
      killOnCancel: true,
      idleAfter: 60_000,
      ...options,
    }
  );
  pools.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((each) => each.close()));
});

const settled = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);
const pids = (of: RolePool) => of.state.processes.map(({ pid }) => pid);

describe('a pool', () => {
  test('starts processes as calls need them, one call each, up to its size', async () => {
    const it = pool();
    expect(it.state.processes).toEqual([]);
    await it.call('pid', null, within(10_000));
    expect(it.state.processes).toHaveLength(1);
    const answers = await Promise.all([1, 2, 3, 4].map(() => it.call('pid', null, within(10_000))));
    expect(it.state.processes).toHaveLength(2);
    expect(new Set(answers).size).toBe(2);
  });

  test('kills an endless statement at its deadline; neighbours and those who wait do not notice', async () => {
    const it = pool();
    await Promise.all([it.call('sleep', 50, within(10_000)), it.call('sleep', 50, within(10_000))]);
    const before = pids(it);
    const began = performance.now();
    const endless = settled(it.call('endless', null, within(1_000)));
    const neighbour = it.call('sleep', 2_500, within(10_000));
    const waiting = it.call('greet', { who: 'Minji' }, within(10_000));
    expect(await endless).toMatchObject({ code: 'role-deadline' });
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(await waiting).toBe('Hello Minji');
    expect(await neighbour).toBe('slept');
    const replaced = before.filter((pid) => !pids(it).includes(pid));
    expect(replaced).toHaveLength(1);
    expect(isAlive(replaced[0]!)).toBe(false);
  });

  test('kills a cancelled call only where it is to, and only if it goes on', async () => {
    const deaf = async (killOnCancel: boolean, method: string) => {
      const it = pool({ size: 1, killOnCancel });
      const before = await it.call('pid', null, within(10_000));
      const controller = new AbortController();
      const cancelled = settled(it.call(method, 600, within(10_000, controller.signal)));
      controller.abort();
      expect(await cancelled).toMatchObject({ code: 'role-cancelled' });
      return (await it.call('pid', null, within(10_000))) === before;
    };
    expect(await Promise.all([deaf(true, 'sleepDeaf'), deaf(true, 'sleep'), deaf(false, 'sleepDeaf')])).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('ends calls that wait: cancelled, overdue, too many, or of one caller', async () => {
    const it = pool({ size: 1, queue: { total: 3, perCaller: 2 } });
    const controller = new AbortController();
    const running = it.call('sleep', 1_500, within(10_000));
    const first = settled(it.call('pid', null, { ...within(10_000, controller.signal), caller: 'a' }));
    const second = settled(it.call('pid', null, { ...within(300), caller: 'a' }));
    expect(await settled(it.call('pid', null, { ...within(10_000), caller: 'a' }))).toMatchObject({
      code: 'role-busy',
    });
    const third = it.call('pid', null, { ...within(10_000), caller: 'b' });
    expect(await settled(it.call('pid', null, { ...within(10_000), caller: 'c' }))).toMatchObject({
      code: 'role-busy',
    });
    controller.abort();
    expect(await first).toMatchObject({ code: 'role-cancelled' });
    expect(await second).toMatchObject({ code: 'role-deadline' });
    expect(it.state.waiting).toBe(1);
    expect(await running).toBe('slept');
    expect(await third).toBe(it.state.processes[0]!.pid);
  });

  test('replaces a process that died, and answers the next call', async () => {
    const it = pool({ size: 1 });
    expect(await settled(it.call('die', null, within(10_000)))).toMatchObject({ code: 'role-died' });
    expect(await it.call('greet', { who: 'Minji' }, within(10_000))).toBe('Hello Minji');
  });

  test('refuses calls while a role crashes again and again, which it tries less and less often', async () => {
    const it = pool({ size: 2 }, 'crashing');
    const codes: unknown[] = [];
    const began = performance.now();
    while (performance.now() - began < 20_000) {
      const error = await settled(it.call('pid', null, within(10_000)));
      codes.push(error instanceof Error && 'code' in error ? error.code : error);
      if (codes.at(-1) === 'role-start') {
        expect(error).toMatchObject({ cause: { code: 'role-died', details: { code: 7, signal: null } } });
        break;
      }
    }
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'role-died'), 'role-start']);
    expect(performance.now() - began).toBeGreaterThan(100 + 200 + 400);
    expect(it.state).toEqual({ processes: [], waiting: 0 });
  });

  test('closes a process that nobody has called for a while', async () => {
    const it = pool({ idleAfter: 200 });
    const pid = Number(await it.call('pid', null, within(10_000)));
    expect(isAlive(pid)).toBe(true);
    await setTimeout(1_500);
    expect(it.state.processes).toEqual([]);
    expect(isAlive(pid)).toBe(false);
    expect(await it.call('pid', null, within(10_000))).not.toBe(pid);
  });

  test('replaces a process that has grown', async () => {
    const it = pool({ size: 1, replaceAbove: 200 * 1024 * 1024 });
    const before = await it.call('pid', null, within(10_000));
    expect(await it.call('pid', null, within(10_000))).toBe(before);
    await it.call('hold', 250, within(10_000));
    expect(await it.call('pid', null, within(10_000))).not.toBe(before);
  });

  test('refuses what waits and ends what runs when it is closed', async () => {
    const it = pool({ size: 1 });
    const running = settled(it.call('sleep', 5_000, within(10_000)));
    const waiting = settled(it.call('pid', null, within(10_000)));
    await it.close();
    expect([await running, await waiting, await settled(it.call('pid', null, within(10_000)))]).toMatchObject(
      Array.from({ length: 3 }, () => ({ code: 'role-closed' }))
    );
  });
});
