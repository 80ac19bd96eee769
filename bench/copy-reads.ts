/**
 * Plays the bundled dashboards on copies of 100 k and 1 M orders, at rest and while orders change as by increments:
 * `npm run bench:copy-reads -- [--copies 100000,1000000] [--rounds 20] [--file-1000000 <copy.sqlite>]`. Copies are those
 * that `npm run bench:copy -- --orders <n>` leaves under `artifacts/bench-copy`; a file given is used instead and changed.
 * Prints a table by dashboard and range, what was worst against the targets, and the load of the machine.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { bunExecutable } from '../scripts/bun';
import { writerEnvironment } from '../src/backend/sync/writer/environment';

const { values, tokens } = parseArgs({
  options: { copies: { type: 'string', default: '100000,1000000' }, rounds: { type: 'string', default: '20' } },
  strict: false,
  tokens: true,
});
const sizes = String(values['copies']).split(',');
const folder = (size: string): string => path.resolve('artifacts/bench-copy', size);

/** `--file-<size> <copy>` */
function fileOf(size: string): string {
  const given = tokens.flatMap((token) => (token.kind === 'option' && token.name === `file-${size}` ? [token] : []));
  const [{ index } = { index: -1 }] = given;
  const value = index < 0 ? undefined : process.argv.slice(2)[index + 1];
  return value ?? path.join(folder(size), 'copy.sqlite');
}

const result = z.object({
  orders: z.number(),
  panels: z.array(
    z.object({ dashboard: z.string(), range: z.string(), panel: z.string(), times: z.array(z.number()) })
  ),
  whole: z.array(z.object({ dashboard: z.string(), range: z.string(), times: z.array(z.number()) })),
});
type Result = z.infer<typeof result>;

async function measure(file: string): Promise<Result> {
  const child = spawn(bunExecutable(), ['bench/copy-reads/measure.ts', file, String(values['rounds'])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
  }
  return result.parse(JSON.parse(last));
}

/** The same while pages of orders are written. */
async function whileWriting(file: string, work: () => Promise<Result>): Promise<{ found: Result; pages: number }> {
  const lines = path.join(folder('100000'), 'orders.jsonl');
  const writer = spawn(bunExecutable(), ['bench/copy-reads/write.ts', file, lines], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...writerEnvironment },
  });
  const said: string[] = [];
  const output = createInterface({ input: writer.stdout }).on('line', (line) => said.push(line));
  const closed = once(output, 'close');
  await once(output, 'line');
  try {
    const found = await work();
    writer.stdin.end();
    await closed;
    return { found, pages: z.object({ pages: z.number() }).parse(JSON.parse(said.at(-1) ?? '')).pages };
  } finally {
    writer.kill();
  }
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const round = (value: number): number => Math.round(value * 10) / 10;

interface Row {
  readonly where: string;
  readonly own: readonly number[];
  readonly whole: readonly number[];
}

function rowsOf({ panels, whole }: Result): Row[] {
  return whole.map(({ dashboard, range, times }) => ({
    where: `${dashboard}, ${range}`,
    own: panels.filter((each) => each.dashboard === dashboard && each.range === range).flatMap((each) => each.times),
    whole: times,
  }));
}

function show(title: string, { panels, ...rest }: Result): void {
  console.log(`\n${title}; load ${loadavg().map(round).join(' ')}`);
  console.table(
    Object.fromEntries(
      rowsOf({ panels, ...rest }).map(({ where, own, whole }) => [
        where,
        {
          'panel p50': round(quantile(own, 0.5)),
          'panel p95': round(quantile(own, 0.95)),
          'panel max': round(Math.max(...own)),
          'all p50': round(quantile(whole, 0.5)),
          'all p95': round(quantile(whole, 0.95)),
        },
      ])
    )
  );
  const slow = panels
    .map(({ dashboard, range, panel, times }) => ({
      panel: `${dashboard}, ${range}: ${panel}`,
      p95: quantile(times, 0.95),
    }))
    .filter(({ p95 }) => p95 > 25)
    .sort((a, b) => b.p95 - a.p95);
  console.log(
    slow.length === 0
      ? 'p95 of each panel is at most 25 ms'
      : `panels whose own p95 is above 25 ms: ${slow.map(({ panel, p95 }) => `${panel} ${round(p95).toString()} ms`).join('; ')}`
  );
}

/** Quantile over all panels of all dashboards and ranges. */
function overall({ panels }: Result, share: number): number {
  return quantile(
    panels.flatMap(({ times }) => times),
    share
  );
}

const atRest: Result[] = [];
for (const size of sizes) {
  const file = fileOf(size);
  if (!existsSync(file)) {
    throw new Error(`${file} is not there: run npm run bench:copy -- --orders ${size} before, or give --file-${size}`);
  }
  const rest = await measure(file);
  show(`${rest.orders.toString()} orders, at rest, ms`, rest);
  atRest.push(rest);
  const { found, pages } = await whileWriting(file, () => measure(file));
  show(`${rest.orders.toString()} orders, while ${pages.toString()} pages of 50 changed orders are written, ms`, found);
  const [quiet, busy] = [rest, found].map((each) => overall(each, 0.95));
  console.log(
    `p95 of all panels: ${round(quiet ?? NaN).toString()} ms at rest, ${round(busy ?? NaN).toString()} ms while syncing, ` +
      `${round((busy ?? NaN) / (quiet ?? NaN)).toString()} times (target: 2)`
  );
}
const [small, large] = atRest;
if (small !== undefined && large !== undefined) {
  console.log(`\nfrom ${small.orders.toString()} to ${large.orders.toString()} orders (target: 2 times):`);
  for (const share of [0.5, 0.95]) {
    const [before, after] = [overall(small, share), overall(large, share)];
    console.log(
      `  p${(share * 100).toString()} of all panels ${round(before).toString()} → ${round(after).toString()} ms, ` +
        `${round(after / before).toString()} times`
    );
  }
}
