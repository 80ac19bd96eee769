import path from 'node:path';
import type { RoleProcessOptions } from '../process';

/** How the tests start `entry.ts`: from its source, by the runtime that runs the tests. */
export const testCommand = {
  program: process.execPath,
  arguments: [path.join(import.meta.dirname, 'entry.ts')],
};

/** Options of a process in a test, and the lines that it logs. */
export function testProcess(
  options: Partial<RoleProcessOptions> = {}
): RoleProcessOptions & { readonly lines: string[] } {
  const lines: string[] = [];
  return { command: testCommand, log: (line) => lines.push(line), lines, ...options };
}

/** Call options: in time, uncancelled. */
export function within(milliseconds: number, signal = new AbortController().signal) {
  return { signal, deadline: Date.now() + milliseconds };
}
