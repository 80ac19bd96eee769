import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '..', '..');
const run = promisify(execFile);

function once(env: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const args = ['--import', 'tsx', 'demo/run.ts', '--once', ...flags];
  return run(process.execPath, args, { cwd: root, env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', ...env } });
}

const failure = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

async function failureOf(running: Promise<unknown>) {
  return failure.parse(
    await running.then(
      () => expect.fail('it ended well'),
      (error: unknown) => error
    )
  );
}

describe('npm run demo -- --once', () => {
  it('says what both shops are doing, as the backend answers it, and ends', async () => {
    const { stdout } = await once({});
    expect(stdout).toMatch(/Harbor & Pine: (no order|\d+ orders?).*\(America\/New_York\)/);
    expect(stdout).toMatch(/Dalbit Store: (no order|\d+ orders?).*\(Asia\/Seoul\)/);
    expect(stdout).toMatch(/Latest order: #\d+ of \d\d:\d\d, [$₩]/);
    expect(stdout).not.toContain('http');
    const copied = [...stdout.matchAll(/the copy has all ([\d,]+) orders/g)].map((match) => match[1]);
    expect(copied).toHaveLength(2);
    expect(stdout.match(/a difference of 0\./g)).toHaveLength(2);
    // The outage that each demo shop has in the hour before its start is found in lines and orders, without being told where.
    expect(
      stdout.match(/Unusual from \d\d:\d\d to \d\d:\d\d: .* error lines, most of them [A-Z_0-9]+ of [a-z-]+\./g)
    ).toHaveLength(2);
  }, 200_000);

  it('says it in Korean where the environment does', async () => {
    const { stdout } = await once({ LANG: 'ko_KR.UTF-8' });
    expect(stdout).toMatch(/최근 주문: #\d+/);
  }, 200_000);

  it('ends with status 1 and the reason where a store has no credentials', async () => {
    const { code, stderr } = await failureOf(once({ SHOPSCOPE_SHOP: 'x.myshopify.com' }));
    expect(code).toBe(1);
    expect(stderr).toContain('SHOPSCOPE_TOKEN');
  }, 120_000);

  it('ends with status 1 and the backend’s own words where a store can’t be one', async () => {
    const env = { SHOPSCOPE_SHOP: 'shop.example.com', SHOPSCOPE_TOKEN: 'shpat_none' };
    const { code, stdout } = await failureOf(once(env));
    expect(code).toBe(1);
    expect(stdout).toContain('shop.example.com');
  }, 120_000);
});
