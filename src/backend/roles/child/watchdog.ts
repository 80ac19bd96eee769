import { Worker } from 'node:worker_threads';
import type { RoleArguments } from '../arguments';
import { memoryLine } from '../memory-line';

/** How often, in milliseconds, it is looked whether the parent lives and, where there is a limit, at the memory. */
const parentCheck = 250;
const memoryCheck = 100;

/** How long, in milliseconds, the process may take to stop by itself once its parent is gone. */
const grace = 600;

/**
 * Runs beside the role in a thread of its own, so that a statement which blocks the role outlives neither the parent nor
 * the limit on memory. A text, as a compiled executable holds no file that a thread could start from.
 */
const source = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { parent, limit, interval, grace, line } = workerData;
const end = () => process.kill(process.pid, 'SIGKILL');
const isAlive = () => {
  if (process.platform !== 'win32') return process.ppid === parent;
  try { process.kill(parent, 0); return true; } catch (error) { return error.code !== 'ESRCH'; }
};
let goneAt;
setInterval(() => {
  if (goneAt === undefined && !isAlive()) goneAt = Date.now();
  if (goneAt !== undefined && Date.now() - goneAt >= grace) end();
  const rss = limit === undefined ? 0 : process.memoryUsage.rss();
  if (rss > limit) {
    try { writeSync(2, line.replace('RSS', rss) + '\\n'); } finally { end(); }
  }
}, interval);
`;

/** Ends this process by SIGKILL when its parent is gone or it has more memory than it may, whatever it is doing. */
export function startWatchdog({ parent, memoryLimit }: RoleArguments): void {
  const interval = memoryLimit === undefined ? parentCheck : memoryCheck;
  const line = memoryLine('RSS', memoryLimit ?? 0);
  const worker = new Worker(source, {
    eval: true,
    env: {},
    workerData: { parent, limit: memoryLimit, interval, grace, line },
  });
  worker.unref();
}
