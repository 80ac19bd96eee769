import { describe, expect, it } from 'vitest';
import { createLogger } from './hclog';
import { Instances } from './instances';
import type { PluginContext } from './plugin';

function source(uid: string, updated: number): PluginContext {
  const dataSource = {
    id: 1,
    uid,
    name: uid,
    url: '',
    user: '',
    database: '',
    basicAuthEnabled: false,
    basicAuthUser: '',
  };
  return {
    orgId: 1,
    pluginId: 'p',
    pluginVersion: '1',
    userAgent: '',
    namespace: '',
    config: {},
    dataSource: { ...dataSource, jsonData: {}, secrets: {}, updated, apiVersion: '' },
  };
}

function setUp(createInstance?: () => Promise<object>) {
  const made: string[] = [];
  const disposed: string[] = [];
  const tasks: Array<{ at: number; task: () => void }> = [];
  const clock = { now: 0 };
  const instances = new Instances(
    {
      createInstance:
        createInstance ??
        ((plugin) => {
          const name = `${plugin.dataSource?.uid}@${plugin.dataSource?.updated}`;
          made.push(name);
          return { dispose: () => void disposed.push(name) };
        }),
    },
    {
      log: createLogger({ write: () => undefined, now: () => 0 }),
      now: () => clock.now,
      later: (task, milliseconds) => void tasks.push({ at: clock.now + milliseconds, task }),
    }
  );
  const pass = async (milliseconds: number) => {
    clock.now += milliseconds;
    for (const due of tasks.filter(({ at }) => at <= clock.now)) {
      tasks.splice(tasks.indexOf(due), 1);
      due.task();
    }
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { instances, made, disposed, pass };
}

describe('instances', () => {
  it('are made once for any number of calls at one time', async () => {
    const { instances, made } = setUp();
    await Promise.all(Array.from({ length: 10 }, async () => instances.use(source('a', 1), () => undefined)));
    expect(made).toEqual(['a@1']);
  });

  it('are made anew when settings change, and the old one goes only after its last call', async () => {
    const { instances, made, disposed, pass } = setUp();
    let finish: () => void = () => undefined;
    const slow = instances.use(source('a', 1), () => new Promise<void>((resolve) => (finish = resolve)));
    await pass(0);
    await instances.use(source('a', 2), () => undefined);
    await pass(60_000);
    expect([made, disposed]).toEqual([['a@1', 'a@2'], []]);
    finish();
    await slow;
    await pass(0);
    expect(disposed).toEqual(['a@1']);
  });

  it('are tried again after a failed making', async () => {
    let tries = 0;
    const { instances } = setUp(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('bad settings')) : Promise.resolve({});
    });
    await expect(instances.use(source('a', 1), () => 1)).rejects.toThrow('bad settings');
    await expect(instances.use(source('a', 1), () => 2)).resolves.toBe(2);
  });

  it('go when nobody asked for them for an hour', async () => {
    const { instances, disposed, pass } = setUp();
    await instances.use(source('a', 1), () => undefined);
    await pass(2 * 60 * 60_000);
    await instances.use(source('b', 1), () => undefined);
    await pass(10_000);
    expect([disposed, instances.size]).toEqual([['a@1'], 1]);
  });

  it('of another organisation are others', async () => {
    const { instances } = setUp();
    await instances.use(source('a', 1), () => undefined);
    await instances.use({ ...source('a', 1), orgId: 2 }, () => undefined);
    expect(instances.size).toBe(2);
  });
});
