/** Runs the backend's tests in Bun; arguments are vitest's. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bunExecutable } from './bun';

const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(
  bunExecutable(),
  [vitest, 'run', '--config', 'vitest.backend.config.ts', ...process.argv.slice(2)],
  { stdio: 'inherit' }
);
process.exitCode = status ?? 1;
