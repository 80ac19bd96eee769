import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isAlive, timeToEnd } from './testing/alive';
import { testCommand } from './testing/start';

test('a child that is blocked in an endless statement ends within 2 s of its killed parent', async () => {
  const parent = spawn(testCommand.program, testCommand.arguments, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = z
    .array(z.instanceof(Buffer))
    .parse(await once(parent.stdout, 'data'))
    .join('');
  const pid = Number(/blocked (\d+)/.exec(said)?.[1]);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  expect(await timeToEnd(pid, 5_000)).toBeLessThan(2_000);
});
