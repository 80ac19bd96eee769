import { expect, test } from 'vitest';
import en from '../../../locales/en/copy.json';
import type { FileSystemKind } from './filesystem';
import { rootWarnings } from './warnings';

const space = { free: 100 * 1024 ** 2, total: 1024 ** 3 };
const codes = (kind: FileSystemKind, needed: number) =>
  rootWarnings({ path: '/data', fileSystem: { type: 'x', kind, mount: '/' } }, space, needed).map(({ code }) => code);

test.each([
  ['local', 0, []],
  ['local', space.free, []],
  ['local', space.free + 1, ['littleSpace']],
  ['lost', 0, ['lostAtDeploy']],
  ['unknown', space.free * 2, ['unknownFileSystem', 'littleSpace']],
] as const)('%s, %d bytes needed', (kind, needed, expected) => {
  expect(codes(kind, needed)).toEqual(expected);
  for (const code of codes(kind, needed)) {
    expect(Object.keys(en)).toContain(`warning.${code}`);
  }
});
