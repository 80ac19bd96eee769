import { expect, test } from 'vitest';
import { readArguments, writeArguments } from './arguments';
import { ownCommand } from './command';

test.each([
  ['a compiled executable', '/plugins/gpx_shopscope_linux_amd64', '/$bunfs/root/gpx_shopscope_linux_amd64', []],
  ['one on Windows', 'C:\\plugins\\gpx_shopscope.exe', 'B:/~BUN/root/gpx_shopscope.exe', []],
  ['sources', '/bin/bun', '/home/shop/main.ts', ['/home/shop/main.ts']],
])('%s is started once more', (_, execPath, entry, first) => {
  expect(ownCommand({ execPath, argv: ['bun', entry] })).toEqual({ program: execPath, arguments: first });
});

test.each([{ memoryLimit: undefined }, { memoryLimit: 1_000 }])('a child reads what it was started as: %o', (limit) => {
  const started = { role: 'copy-reader', parent: 12, ...limit };
  expect(readArguments(['bun', 'main.ts', ...writeArguments(started)])).toEqual(started);
});

test.each([[[]], [['--role=copy-reader']], [['--role=copy-reader', '--parent=me']]])(
  'a process with arguments %o is no child',
  (given) => expect(readArguments(['bun', 'main.ts', ...given])).toBeUndefined()
);
