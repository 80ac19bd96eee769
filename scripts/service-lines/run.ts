import { spawnSync } from 'node:child_process';
import path from 'node:path';

const commands = {
  node: ['node', 'snippets/node/example.mjs'],
  nextjs: ['node', '--import', 'tsx', 'snippets/nextjs/example.ts'],
  hydrogen: ['node', '--import', 'tsx', 'snippets/hydrogen/example.ts'],
  lambda: ['node', 'snippets/lambda/example.mjs'],
  python: ['python3', '-B', 'snippets/python/example.py'],
} as const;

export type Service = keyof typeof commands;

export const services: readonly Service[] = ['node', 'nextjs', 'hydrogen', 'lambda', 'python'];

/** Why a snippet cannot be run here; undefined where it can. */
export function whyNot(service: Service): string | undefined {
  const [command] = commands[service];
  return spawnSync(command, ['--version']).status === 0 ? undefined : `no ${command}`;
}

/** Frames of the snippet's own files, in a folder that is nobody's; what the runtime adds differs from version to version. */
function ownFrames(stack: string, folder: string): string {
  return stack
    .split('\n')
    .filter((line) => !/^\s+at /.test(line) || line.includes(folder))
    .filter((line) => !/^[\s^~]+$/.test(line))
    .join('\n')
    .replaceAll(/(?:file:\/\/)?[^\s"(]*\/snippets\/\w+\//g, '/app/');
}

/**
 * The lines that a snippet's example writes, with one time for all and no paths of this machine.
 * @throws where the example ends with an error
 */
export function linesOf(service: Service): string[] {
  const [command, ...args] = commands[service];
  const env = { PATH: process.env['PATH'], TZ: 'UTC' };
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env });
  if (status !== 0) {
    throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  }
  const folder = `${path.sep}snippets${path.sep}`;
  return `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const plain: unknown = JSON.parse(line, (key, value: unknown) => {
        // A time that cannot be read stays, and is found.
        if (key === 'time' && typeof value === 'string' && Math.abs(Date.parse(value) - Date.now()) < 60_000) {
          return '2026-11-23T10:00:00.000Z';
        }
        return key === 'stack' && typeof value === 'string' ? ownFrames(value, folder) : value;
      });
      return JSON.stringify(plain);
    });
}
