import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { globSync } from 'glob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { doors, sitePages } from '../scripts/site/pages';

const folder = mkdtempSync(path.join(tmpdir(), 'docs-site-'));
const idsOf = new Map<string, ReadonlySet<string>>();

function idsIn(file: string): ReadonlySet<string> {
  const ids =
    idsOf.get(file) ?? new Set([...readFileSync(file, 'utf8').matchAll(/\bid="([^"]+)"/g)].map(([, id = '']) => id));
  idsOf.set(file, ids);
  return ids;
}

/** Whether an address that a page of the site bears leads to a file, and to an id in it where it names one. */
function leads(from: string, address: string): boolean {
  const [target = '', id] = address.split('#');
  const file = target === '' ? from : path.join(path.dirname(from), decodeURIComponent(target));
  return existsSync(file) && path.extname(file) !== '' && (id === undefined || idsIn(file).has(decodeURIComponent(id)));
}

describe('npm run docs:site', () => {
  const pages = [...sitePages().values()];
  beforeAll(() => {
    const { status, stderr } = spawnSync('npx', ['tsx', 'scripts/docs-site.ts', '--out', folder], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('makes a page of every Markdown file, and no others', () => {
    const made = globSync('**/*.html', { cwd: folder, posix: true });
    expect([...made].sort()).toEqual(pages.map(({ file }) => file).sort());
  });

  it.each(pages.map(({ file, source }) => [file, source]))('%s has no dead link', (file, source) => {
    const html = readFileSync(path.join(folder, file), 'utf8');
    const addresses = [...html.matchAll(/<(?:a|img|link|script)\b[^>]*?\b(?:href|src)="([^"]*)"/g)]
      .map(([, address = '']) => address)
      .filter((address) => !/^(https?|mailto):/.test(address));
    expect(addresses.length).toBeGreaterThan(10);
    expect(
      addresses.filter((address) => !leads(path.join(folder, file), address)),
      source
    ).toEqual([]);
  });

  it('asks nothing of another host', () => {
    const files = globSync('**/*.{html,css,js}', { cwd: folder, posix: true });
    const asking = files.filter((file) =>
      /<(?:script|link|img|iframe)\b[^>]*(?:src|href)="(?:https?:)?\/\/|@import|url\(/.test(
        readFileSync(path.join(folder, file), 'utf8')
      )
    );
    expect(asking).toEqual([]);
  });

  it('lists every page of the map at the side', () => {
    const listed = doors().flatMap(({ links }) => links.map(({ source }) => source));
    const known = new Set(pages.map(({ source }) => source));
    expect(listed.length).toBeGreaterThan(25);
    expect(listed.filter((source) => !known.has(source))).toEqual([]);
  });

  it('finds headings that are there', () => {
    const found: { searchIndex?: unknown } = {};
    runInNewContext(readFileSync(path.join(folder, 'search-index.js'), 'utf8'), { globalThis: found });
    const entries = z.array(z.object({ url: z.string(), text: z.string() })).parse(found.searchIndex);
    expect(entries.filter(({ url }) => !leads(path.join(folder, 'index.html'), url)).map(({ url }) => url)).toEqual([]);
  });
});
