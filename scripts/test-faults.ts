/** Kills syncing processes and compares what they wrote with the truth; arguments go to tests/faults/kills.ts. */
import { spawnSync } from 'node:child_process';
import { bunExecutable } from './bun';

const given = process.argv.slice(2);
const all = given.length === 0 ? ['--kills', '200'] : given;
const { status } = spawnSync(bunExecutable(), ['tests/faults/kills.ts', ...all], { stdio: 'inherit' });
process.exitCode = status ?? 1;
