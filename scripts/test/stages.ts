import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closingLine, single, vitestCounts, type Counts } from './counts';

/** A part of the test run: a name and what runs it. */
export interface Stage {
  readonly name: string;
  /** `write` takes what the stage says, as it says it. */
  run(write: Write): Promise<Counts>;
}

export type Write = (text: string | Uint8Array) => void;

const minute = 60_000;

/** Runs a command, passing its output on, and gives its status and text. Killed with all it started after `limit`. */
function execute(
  command: string,
  args: readonly string[],
  limit: number,
  write: Write
): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    const parts: string[] = [];
    const collect = (chunk: Buffer) => {
      parts.push(chunk.toString('utf8'));
      write(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const timer = setTimeout(() => {
      write(`\n${command} ${args.join(' ')} took over ${limit / minute} min and is stopped.\n`);
      if (child.pid !== undefined) {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      }
    }, limit);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status: status ?? 1, output: parts.join('') });
    });
  });
}

/** A stage that runs an npm script: by its closing line of counts, or one check by its status. */
export function script(name: string, npmScript: string, limit = 5 * minute): Stage {
  return {
    name,
    async run(write) {
      const { status, output } = await execute('npm', ['run', '--silent', npmScript], limit, write);
      const counts = closingLine(output) ?? single(status === 0);
      return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    },
  };
}

/** A stage of vitest, by the command that starts it. */
export function vitest(name: string, command: readonly [string, ...string[]], limit = 8 * minute): Stage {
  return {
    name,
    async run(write) {
      const folder = mkdtempSync(path.join(tmpdir(), 'shopscope-test-'));
      const report = path.join(folder, 'report.json');
      try {
        const reporters = [
          '--reporter=default',
          '--silent=passed-only',
          '--reporter=json',
          `--outputFile.json=${report}`,
        ];
        const [executable, ...args] = command;
        const { status } = await execute(executable, [...args, ...reporters], limit, write);
        const counts = existsSync(report) ? vitestCounts(readFileSync(report, 'utf8')) : single(false);
        return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
