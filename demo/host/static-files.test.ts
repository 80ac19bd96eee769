import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileFor } from './static-files';

let top: string;
const mount = () => ({ prefix: '/public/', folder: path.join(top, 'served') });

beforeAll(() => {
  top = mkdtempSync(path.join(tmpdir(), 'shopscope-static-'));
  mkdirSync(path.join(top, 'served', 'a b'), { recursive: true });
  writeFileSync(path.join(top, 'served', 'a b', 'x.js'), '');
  writeFileSync(path.join(top, 'secret.txt'), '');
});
afterAll(() => {
  rmSync(top, { recursive: true });
});

describe('fileFor', () => {
  it('finds a file by its address', async () => {
    expect(await fileFor(mount(), '/public/a%20b/x.js')).toBe(path.join(top, 'served', 'a b', 'x.js'));
  });

  it.each([
    '/public/../secret.txt',
    '/public/..%2fsecret.txt',
    '/public/a%20b',
    '/public/%00',
    '/public/%E0',
    '/other/x.js',
  ])('has nothing for %s', async (address) => {
    expect(await fileFor(mount(), address)).toBeUndefined();
  });

  it('gives its fallback for what is not there, never for what lies outside', async () => {
    const fallback = path.join(top, 'served', 'a b', 'x.js');
    expect(await fileFor({ ...mount(), fallback }, '/public/none')).toBe(fallback);
    expect(await fileFor({ ...mount(), fallback }, '/public/..%2fsecret.txt')).toBeUndefined();
  });
});
