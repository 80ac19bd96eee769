import type { RoleArguments } from '../arguments';
import { deferred } from '../deferred';
import { RoleError } from '../errors';
import { failureOf } from '../failure';
import { toChild, toParent } from '../messages';
import type { Role, RoleMethods, Roles } from '../role';
import { Channel, type Message } from '../wire/channel';
import { Calls } from './calls';
import { ownStdout } from './stdout';
import { startWatchdog } from './watchdog';

/** How long, in milliseconds, a role may take to stop where nobody waits for it. */
const stopGrace = 5_000;

/** Lives as a child in a role: answers the parent's calls until it asks to stop or is gone. */
export async function liveAsChild(roles: Roles, started: RoleArguments): Promise<void> {
  const sink = ownStdout();
  startWatchdog(started);
  const channel = new Channel(sink);
  const init = deferred<unknown>();
  let role: Role | undefined;

  const methods = init.promise.then(async (value): Promise<RoleMethods> => {
    role = await load(roles, started.role);
    return role.start(value);
  });
  const calls = new Calls(channel, methods);
  const stop = once(async () => {
    setTimeout(() => process.exit(0), stopGrace);
    init.reject(new RoleError('role-closed', 'The process ends before it was told what to start with.'));
    try {
      await calls.cancelAll();
      await methods;
      await role?.stop?.();
    } catch (error) {
      console.error('The role did not stop cleanly:', error);
    } finally {
      process.exit(0);
    }
  });

  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void stop());

  methods.then(
    () => channel.send({ kind: toParent.ready, id: 0, note: process.memoryUsage.rss(), value: null }),
    async (error: unknown) => {
      await channel.send({ kind: toParent.failure, id: 0, note: 0, value: failureOf(error, 'role-start') });
      process.exit(1);
    }
  );
  const take = (message: Message) => {
    switch (message.kind) {
      case toChild.init:
        init.resolve(message.value);
        break;
      case toChild.call:
        calls.begin(message);
        break;
      case toChild.cancel:
        calls.cancel(message.id);
        break;
      default:
        void stop();
    }
  };
  await channel.listen(process.stdin, take);
  await stop();
}

function load(roles: Roles, name: string): Promise<Role> {
  const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
  if (role === undefined) {
    throw new RoleError('role-start', `This executable has no role "${name}".`);
  }
  return role();
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
