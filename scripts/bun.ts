import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import path from 'node:path';

const require = createRequire(import.meta.url);

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@oven/bun-linux-x64',
  'linux-arm64': '@oven/bun-linux-aarch64',
  'darwin-x64': '@oven/bun-darwin-x64',
  'darwin-arm64': '@oven/bun-darwin-aarch64',
  'win32-x64': '@oven/bun-windows-x64',
};

/**
 * Path of the Bun executable that npm installed for this machine.
 * Bun's own npm package links it in an install script, which npm need not run; this finds it without.
 */
export function bunExecutable(): string {
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined) {
    throw new Error(`No Bun for ${process.platform}-${process.arch}; the backend can't be compiled on this machine.`);
  }
  const folder = path.dirname(require.resolve(`${name}/package.json`));
  const executable = path.join(folder, 'bin', process.platform === 'win32' ? 'bun.exe' : 'bun');
  if (!existsSync(executable)) {
    throw new Error(`${name} is installed without ${executable}; run npm ci again.`);
  }
  return executable;
}
