import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bunExecutable } from './bun';

/** Flags that keep a compiled executable from reading files of whichever folder it is started in. */
const sealed = ['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig'];

export interface CompileOptions {
  readonly entry: string;
  readonly outfile: string;
  /** Bun's name of the platform, e.g. `bun-linux-x64-baseline`; this machine's where left out. */
  readonly target?: string;
}

/** Compiles a TypeScript entry and all it imports to one executable. Throws with the compiler's text when it fails. */
export function compileBackend({ entry, outfile, target }: CompileOptions): void {
  mkdirSync(path.dirname(outfile), { recursive: true });
  const args = ['build', entry, '--compile', '--minify', '--bytecode', '--format=cjs', ...sealed, '--outfile', outfile];
  const result = spawnSync(bunExecutable(), target === undefined ? args : [...args, `--target=${target}`], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.status !== 0) {
    throw new Error(`Compiling ${entry} failed:\n${result.stdout}${result.stderr}`);
  }
}
