import { expect, test } from 'vitest';
import { PendingCall } from './pending-call';
import { RoleError } from './errors';

test.each([
  ['before its deadline', 999, 'role-died'],
  ['from its deadline on', 1_000, 'role-deadline'],
])('a call whose process is gone %s says so', async (_, now, code) => {
  let at = 0;
  const timing = { now: () => at, after: () => () => undefined };
  const { signal } = new AbortController();
  const call = new PendingCall({ signal, deadline: 1_000 }, timing, () => undefined);
  at = now;
  call.lost(new RoleError('role-died', 'gone'));
  await expect(call.answer).rejects.toMatchObject({ code });
});
