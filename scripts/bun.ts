import { createRequire } from 'node:module';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const require = createRequire(import.meta.url);

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@oven/bun-linux-x64',
  'linux-arm64': '@oven/bun-linux-aarch64',
  'darwin-x64': '@oven/bun-darwin-x64',
  'darwin-arm64': '@oven/bun-darwin-aarch64',
  'win32-x64': '@oven/bun-windows-x64',
};

/** Smaller files are the placeholder that Bun's npm package has before its install script ran. */
const smallestBun = 1024 * 1024;

/**
 * Path of the Bun executable that npm installed for this machine. It lies in the platform's package, until the install
 * script of Bun's own npm package, which npm need not run, moves it into that one.
 */
export function bunExecutable(): string {
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined) {
    throw new Error(`No Bun for ${process.platform}-${process.arch}; the backend can't be compiled on this machine.`);
  }
  const folder = (of: string) => path.dirname(require.resolve(`${of}/package.json`));
  const candidates = [
    path.join(folder(name), 'bin', process.platform === 'win32' ? 'bun.exe' : 'bun'),
    path.join(folder('bun'), 'bin', 'bun.exe'),
  ];
  const executable = candidates.find((file) => existsSync(file) && statSync(file).size > smallestBun);
  if (executable === undefined) {
    throw new Error(`Bun is at none of ${candidates.join(', ')}; run npm ci again.`);
  }
  return executable;
}
