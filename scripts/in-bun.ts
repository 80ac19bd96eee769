/** Runs a script in Bun, the backend's runtime: `tsx scripts/in-bun.ts <script> [arguments]`. */
import { spawnSync } from 'node:child_process';
import { bunExecutable } from './bun';

const { status } = spawnSync(bunExecutable(), process.argv.slice(2), { stdio: 'inherit' });
process.exitCode = status ?? 1;
