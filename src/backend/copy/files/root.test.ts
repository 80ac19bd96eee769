import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CopyError } from '../errors';
import { temporaryRoot, type TemporaryRoot } from '../testing/temporary';
import { copiesOf, copyFile } from './names';
import { copyRootOf, openRoot } from './root';

let place: TemporaryRoot;
beforeEach(() => {
  place = temporaryRoot();
});
afterEach(() => {
  chmodSync(place.root, 0o700);
  place.remove();
});

function failure(run: () => unknown): Partial<CopyError> {
  try {
    run();
    return {};
  } catch (error) {
    return error instanceof CopyError ? error : {};
  }
}

describe('the root directory', () => {
  test('comes from the server alone; without it the copy is off', () => {
    expect(copyRootOf({})).toBeUndefined();
    expect(copyRootOf({ GF_PLUGIN_COPY_ROOT: ' ' })).toBeUndefined();
    expect(copyRootOf({ GF_PLUGIN_COPY_ROOT: ' /data ' })).toBe('/data');
    expect(failure(() => openRoot(undefined))).toMatchObject({ code: 'off', fault: 'settings' });
  });

  test('is made where only it is missing, and left without a trace of the test', () => {
    const root = path.join(place.root, 'new');
    expect(openRoot(root).path).toBe(root);
    expect(readdirSync(root)).toEqual([]);
  });

  test.each([
    ['a relative path', () => 'data', 'rootRelative'],
    ['a path whose parent is missing', () => path.join(place.root, 'a', 'b'), 'rootMissing'],
    [
      'a file',
      () => {
        writeFileSync(path.join(place.root, 'file'), '');
        return path.join(place.root, 'file');
      },
      'rootNoDirectory',
    ],
    [
      'a file in its path',
      () => {
        writeFileSync(path.join(place.root, 'file'), '');
        return path.join(place.root, 'file', 'x');
      },
      'rootMissing',
    ],
  ])('%s is refused', (_, make, code) => {
    const root = make();
    expect(failure(() => openRoot(root))).toMatchObject({ code, values: { root } });
  });

  test.skipIf(process.getuid?.() === 0)('a directory of others is refused', () => {
    chmodSync(place.root, 0o500);
    expect(failure(() => openRoot(place.root))).toMatchObject({ code: 'rootDenied' });
  });

  test.skipIf(!existsSync('/proc/self/mountinfo'))('a place where nobody can make files is refused', () => {
    expect(failure(() => openRoot('/proc/sys'))).toMatchObject({ code: 'rootDenied' });
  });

  test('a symbolic link is followed, so that the right file system is looked at', () => {
    mkdirSync(path.join(place.root, 'real'));
    symlinkSync(path.join(place.root, 'real'), path.join(place.root, 'link'));
    expect(openRoot(path.join(place.root, 'link')).path).toBe(path.join(place.root, 'real'));
  });
});

describe('file names', () => {
  const root = { path: '/data' };

  test('tell shop and credentials apart, and hold no secret', () => {
    const first = copyFile(root, 'a-shop.myshopify.com', ['client', 'id', 'secret']);
    expect(first).toMatch(/^\/data\/a-shop\.myshopify\.com\.[0-9a-f]{16}\.sqlite$/);
    expect(copyFile(root, 'a-shop.myshopify.com', ['client', 'id', 'secret'])).toBe(first);
    expect(copyFile(root, 'a-shop.myshopify.com', ['client', 'ids', 'ecret'])).not.toBe(first);
    expect(copyFile(root, 'a-shop.myshopify.com', ['token', 'secret'])).not.toBe(first);
    expect(first).not.toContain('secret');
  });

  test.each(['../x.myshopify.com', 'a/b.myshopify.com', 'A.myshopify.com', '.myshopify.com', 'shop.example', ''])(
    'no path leads out of the root: %s',
    (domain) => {
      expect(failure(() => copyFile(root, domain, []))).toMatchObject({ code: 'domainInvalid' });
    }
  );

  test('copies of a shop are found, others and their logs are not', () => {
    const own = copyFile({ path: place.root }, 'a.myshopify.com', ['1']);
    writeFileSync(own, 'x');
    writeFileSync(`${own}-wal`, 'x');
    writeFileSync(copyFile({ path: place.root }, 'aa.myshopify.com', ['1']), 'x');
    writeFileSync(path.join(place.root, 'a.myshopify.com.notes.sqlite'), 'x');
    expect(copiesOf({ path: place.root }, 'a.myshopify.com')).toMatchObject([{ file: own, bytes: 1 }]);
  });
});
