import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

/** Whether a process runs; one that has ended and isn't collected yet does not. */
export function isAlive(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

/** Milliseconds until a process is gone, or `most`. */
export async function timeToEnd(pid: number, most: number): Promise<number> {
  const started = performance.now();
  while (isAlive(pid) && performance.now() - started < most) {
    await setTimeout(25);
  }
  return performance.now() - started;
}
