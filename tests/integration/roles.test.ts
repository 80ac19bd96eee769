import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { compileBackend } from '../../scripts/compile-backend';
import { executableName, hostTarget } from '../../scripts/backend-targets';
import { isAlive, timeToEnd } from '../../src/backend/roles/testing/alive';

const folder = mkdtempSync(path.join(tmpdir(), 'roles-'));
const compiled = path.join(folder, 'sample');

beforeAll(() => compileBackend({ entry: 'src/backend/roles/testing/entry.ts', outfile: compiled }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a compiled executable is its own child, which ends within 2 s of its killed parent even while it is blocked', async () => {
  const parent = spawn(compiled, [], { stdio: ['ignore', 'pipe', 'inherit'], env: {} });
  const said = z
    .array(z.instanceof(Buffer))
    .parse(await once(parent.stdout, 'data'))
    .join('');
  const pid = Number(/blocked (\d+)/.exec(said)?.[1]);
  expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, 3)).toEqual([
    compiled,
    '--role=sample',
    `--parent=${parent.pid ?? 0}`,
  ]);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  expect(await timeToEnd(pid, 5_000)).toBeLessThan(2_000);
});

test('the backend does nothing else in a role: no handshake, no socket, and it ends when nobody tells it what to do', async () => {
  const target = hostTarget();
  const backend = path.join('dist', 'datasource', executableName('gpx_shopscope', target!));
  const child = spawn(path.resolve(backend), ['--role=unheard', `--parent=${process.pid}`], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { grafana_plugin_type: 'datasource', PLUGIN_UNIX_SOCKET_DIR: folder },
  });
  let out = '';
  child.stdout.on('data', (text: Buffer) => (out += text.toString('latin1')));
  child.stdin.end();
  await once(child, 'close');
  expect(out).not.toContain('grpc');
  expect(out).toContain('role-closed');
  expect(child.exitCode).not.toBeNull();
});
