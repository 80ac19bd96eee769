import { writeSync } from 'node:fs';

/** How often, and how long each time, a full pipe is waited for: 50 ms together. */
const tries = 50;
const pause = 1;

const clock = new Int32Array(new SharedArrayBuffer(4));

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

/**
 * Writes all of a line to stderr before it returns, so that nothing is lost when the process ends.
 * A host that reads too slowly costs the rest of the line, one that no longer reads costs all: neither ends the plugin.
 */
export function writeStderr(line: string): void {
  let rest = Buffer.from(line);
  for (let attempt = 0; rest.length > 0 && attempt < tries;) {
    try {
      rest = rest.subarray(writeSync(2, rest));
    } catch (error) {
      if (!isBusy(error)) {
        return;
      }
      attempt += 1;
      Atomics.wait(clock, 0, 0, pause);
    }
  }
}
