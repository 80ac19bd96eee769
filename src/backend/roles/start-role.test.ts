import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { RoleProcess, RoleProcessOptions } from './process';
import { startRole } from './start-role';
import { testProcess, within } from './testing/start';

const started: RoleProcess[] = [];

function start(options: Partial<RoleProcessOptions> = {}, name = 'sample') {
  const settings = testProcess(options);
  const child = startRole(name, { greeting: 'Hello' }, settings);
  started.push(child);
  return { child, lines: settings.lines };
}

afterEach(async () => {
  started.forEach((child) => child.kill());
  await Promise.all(started.splice(0).map(({ exited }) => exited));
});

describe('a process in a role', () => {
  test('answers in another process, with what it was started with', async () => {
    const { child } = start();
    expect(await child.call('greet', { who: 'Minji' }, within(10_000))).toBe('Hello Minji');
    expect(await child.call('pid', null, within(10_000))).toBe(child.pid);
    expect(child.pid).not.toBe(process.pid);
  });

  test('gives values back as they are', async () => {
    const { child } = start();
    const value = {
      big: 2n ** 80n,
      date: new Date(0),
      bytes: new Uint8Array([1, 2, 255]),
      long: 'x'.repeat(500_000),
      numbers: [1, null, NaN, -0],
      none: null,
      missing: undefined,
      map: new Map([['a', new Set([1])]]),
    };
    expect(await child.call('same', value, within(10_000))).toStrictEqual(value);
  });

  test('tells events in order before the answer, no faster than they are taken', async () => {
    const { child } = start();
    const events: unknown[] = [];
    let taking = 0;
    const onEvent = async (event: unknown) => {
      taking += 1;
      expect(taking).toBe(1);
      await setTimeout(1);
      taking -= 1;
      events.push(event);
    };
    expect(await child.call('count', { to: 20 }, { ...within(10_000), onEvent })).toBe(20);
    expect(events).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  test('gives up a call whose events are not taken', async () => {
    const { child } = start();
    const onEvent = () => {
      throw new Error('the panel has no room');
    };
    const counting = child.call('count', { to: 1e9 }, { ...within(20_000), onEvent });
    await expect(counting).rejects.toThrow('the panel has no room');
    await expect.poll(() => child.call('isCounting', null, within(10_000)), { timeout: 5_000 }).toBe(false);
  });

  test('passes on what a role throws: message, kind, code, details and cause', async () => {
    const { child } = start();
    await expect(child.call('fail', null, within(10_000))).rejects.toMatchObject({
      name: 'RoleError',
      code: 'copy-full',
      message: 'Nothing was written',
      details: { free: 12n },
      cause: { message: 'the disk is full' },
    });
    await expect(child.call('failPlainly', null, within(10_000))).rejects.toMatchObject({
      code: 'role-failed',
      kind: 'TypeError',
    });
  });

  test('refuses parameters that do not fit, methods that are not there and answers that cannot be sent', async () => {
    const { child } = start();
    const failing = (method: string, params: unknown) =>
      child.call(method, params, within(10_000)).catch((error: unknown) => error);
    expect(await failing('greet', { who: 1 })).toMatchObject({ code: 'role-params', details: [{ path: ['who'] }] });
    expect(await failing('toString', null)).toMatchObject({ code: 'role-method' });
    expect(await failing('same', () => 1)).toMatchObject({ code: 'role-params' });
    expect(await failing('unsendable', null)).toMatchObject({ code: 'role-failed', kind: 'DataCloneError' });
    expect(await failing('unsendableLater', null)).toMatchObject({ kind: 'DataCloneError' });
    expect(await child.call('same', 'still here', within(10_000))).toBe('still here');
  });

  test('ends a wait at its deadline or when it is cancelled, and goes on with other calls', async () => {
    const { child } = start();
    await child.call('pid', null, within(10_000));
    const controller = new AbortController();
    const overdue = child.call('sleep', 5_000, within(100));
    const cancelled = child.call('sleep', 5_000, within(10_000, controller.signal));
    controller.abort(new Error('the panel is gone'));
    await expect(cancelled).rejects.toMatchObject({ code: 'role-cancelled', cause: { message: 'the panel is gone' } });
    await expect(overdue).rejects.toMatchObject({ code: 'role-deadline' });
    expect(await child.call('same', 1, within(10_000))).toBe(1);
  });

  test('prints to the log, never among the answers', async () => {
    const { child, lines } = start();
    expect(await child.call('print', null, within(10_000))).toBe('printed');
    await child.close();
    expect(lines).toEqual(
      expect.arrayContaining(['printed by console.log', 'printed by stdout', 'printed by console.error'])
    );
  });

  test('inherits no variables, and shows nothing of its start on the command line', async () => {
    process.env['SHOPSCOPE_TEST_SECRET'] = 'hidden';
    const { child } = start({ environment: { HTTPS_PROXY: 'http://127.0.0.1:1' } });
    delete process.env['SHOPSCOPE_TEST_SECRET'];
    const environment = await child.call('environment', null, within(10_000));
    expect(environment).toMatchObject({ HTTPS_PROXY: 'http://127.0.0.1:1' });
    expect(environment).not.toHaveProperty('SHOPSCOPE_TEST_SECRET');
    expect(environment).not.toHaveProperty('PATH');
    const commandLine = readFileSync(`/proc/${child.pid ?? 0}/cmdline`, 'utf8');
    expect(commandLine).toContain('--role=sample');
    expect(commandLine).not.toContain('Hello');
  });

  test('stops by itself when it is closed, its calls ended', async () => {
    const { child, lines } = start();
    await child.call('pid', null, within(10_000));
    const sleeping = child.call('sleep', 5_000, within(10_000));
    const refused = expect(sleeping).rejects.toMatchObject({ code: 'role-closed' });
    await child.close(5_000);
    await refused;
    expect(await child.exited).toEqual({ code: 0, signal: null });
    expect(lines).toContain('Hello stops');
    await expect(child.call('pid', null, within(10_000))).rejects.toMatchObject({ code: 'role-closed' });
  });

  test('is killed when it does not stop in time', async () => {
    const { child } = start();
    const onEvent = () => child.close(200);
    const blocked = child.call('blockAfterEvent', null, { ...within(10_000), onEvent });
    await expect(blocked).rejects.toMatchObject({ code: 'role-closed' });
    expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });
});

describe('the end of a process', () => {
  test.each([
    ['die', null, { code: null, signal: 'SIGKILL' }],
    ['exit', 3, { code: 3, signal: null }],
    ['throwLater', null, { code: 1, signal: null }],
  ])('by %s rejects its calls with how', async (method, params, details) => {
    const { child } = start();
    const calls = [child.call('sleep', 5_000, within(10_000)), child.call(method, params, within(10_000))];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'role-died', details } });
    }
    expect(await child.exited).toEqual(details);
  });

  test.each([
    ['refusing', { code: 'copy-missing', details: { folder: 'somewhere' } }],
    ['crashing', { code: 'role-died', details: { code: 7, signal: null } }],
    ['unheard', { code: 'role-start', message: 'This executable has no role "unheard".' }],
  ])('while it starts as %s says why', async (name, error) => {
    const { child } = start({}, name);
    await expect(child.call('pid', null, within(10_000))).rejects.toMatchObject(error);
    await child.exited;
  });

  test('that never began says which program is missing', async () => {
    const { child } = start({ command: { program: '/nowhere/program', arguments: [] } });
    const error: unknown = await child.call('pid', null, within(10_000)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'role-start' });
    expect(String(error)).toContain('/nowhere/program');
    expect(child.pid).toBeUndefined();
  });

  test('comes when it has more memory than it may, also while it is blocked', async () => {
    const limit = 250 * 1024 * 1024;
    const { child } = start({ memoryLimit: limit });
    const { rss } = await child.memory(within(10_000));
    expect(rss).toBeGreaterThan(10 * 1024 * 1024);
    expect(rss).toBeLessThan(limit);
    const error: unknown = await child.call('growEndlessly', null, within(20_000)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'role-memory', details: { limit } });
  });
});
