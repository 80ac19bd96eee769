import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '..', '..');

/** `npm run demo` as it runs for a person. */
export interface RunningDemo {
  readonly address: string;
  readonly child: ChildProcess;
  /** Everything printed until the address. */
  readonly lines: readonly string[];
  /** Presses Ctrl-C and gives the status it ends with. */
  stop(): Promise<number | null>;
}

/** Starts the demo on any free port; building what is missing may take a while on a fresh clone. */
export async function startDemo(...flags: readonly string[]): Promise<RunningDemo> {
  const args = ['--import', 'tsx', 'demo/run.ts', '--lang', 'en', '--port', '0', '--orders-per-day', '5', ...flags];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const found = /^Shopscope preview: (http:\S+)$/.exec(line)?.[1];
      if (found !== undefined) {
        resolve(found);
      }
    });
    child.once('exit', () => {
      reject(new Error(`npm run demo ended before it had an address:\n${lines.join('\n')}`));
    });
  });
  return {
    address,
    child,
    lines,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
      return child.exitCode;
    },
  };
}
