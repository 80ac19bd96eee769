/**
 * Measures the protocol room side by side with Grafana's Go SDK: the same frames, one Go host, taking turns.
 * Prints figures and ratios; status 0 only if every target holds.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { compileBackend } from '../scripts/compile-backend';

const folder = path.resolve('bench/protocol');
const bin = path.join(folder, 'bin');

const figures = z.object({
  handshakeMs: z.number(),
  idleMb: z.number(),
  loadedMb: z.number(),
  p50Ms: z.record(z.string(), z.number()),
  perSecond: z.number(),
});
const report = z.object({ go: figures, typescript: figures });
type Figures = z.infer<typeof figures>;

function run(command: string, args: readonly string[], cwd: string): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (done.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with status ${done.status ?? 'none'}`);
  }
  return done.stdout;
}

interface Row {
  readonly what: string;
  readonly unit: string;
  readonly read: (figures: Figures) => number;
  /** Greatest allowed value, or ratio to Go where `ratio` is set; `atLeast` turns the comparison round. */
  readonly limit?: number;
  readonly ratio?: boolean;
  readonly atLeast?: boolean;
}

const p50 = (rows: string) => (each: Figures) => each.p50Ms[rows] ?? Number.NaN;
const rows: readonly Row[] = [
  { what: 'start to handshake, median', unit: 'ms', read: (each) => each.handshakeMs, limit: 60 },
  { what: 'memory, idle', unit: 'MB', read: (each) => each.idleMb, limit: 80 },
  { what: '10 rows, one caller, p50', unit: 'ms', read: p50('10'), limit: 1.2, ratio: true },
  { what: '10 rows, 50 callers', unit: '/s', read: (each) => each.perSecond, limit: 0.6, ratio: true, atLeast: true },
  { what: '10,000 rows, p50', unit: 'ms', read: p50('10000') },
  { what: '1,000,000 rows, p50', unit: 'ms', read: p50('1000000'), limit: 1.3, ratio: true },
  { what: 'memory, after the load', unit: 'MB', read: (each) => each.loadedMb },
];

if (spawnSync('go', ['version']).status !== 0) {
  console.log('The comparison needs Go, which this machine lacks.');
  process.exit(1);
}
compileBackend({ entry: path.join(folder, 'plugin.ts'), outfile: path.join(bin, 'typescript') });
run('go', ['build', '-o', `${bin}${path.sep}`, './...'], path.join(folder, 'go'));
const output = run(
  path.join(bin, 'host'),
  [`go=${path.join(bin, 'echo')}`, `typescript=${path.join(bin, 'typescript')}`],
  bin
);
const { go, typescript } = report.parse(JSON.parse(output));

const number = (value: number) => value.toFixed(value < 100 ? 2 : 0);
let held = true;
console.log(`${''.padEnd(28)} ${'Go'.padStart(10)} ${'TypeScript'.padStart(12)} ${'ratio'.padStart(7)}  target`);
for (const { what, unit, read, limit, ratio = false, atLeast = false } of rows) {
  const [theirs, ours] = [read(go), read(typescript)];
  const measured = ratio ? ours / theirs : ours;
  const ok = limit === undefined || (atLeast ? measured >= limit : measured <= limit);
  held &&= ok;
  const target =
    limit === undefined ? '–' : `${atLeast ? '≥' : '≤'} ${limit}${ratio ? '×' : ` ${unit}`} ${ok ? 'held' : 'MISSED'}`;
  const columns = [
    `${number(theirs)} ${unit}`.padStart(10),
    `${number(ours)} ${unit}`.padStart(12),
    `${number(ours / theirs)}×`.padStart(7),
  ];
  console.log(`${what.padEnd(28)} ${columns.join(' ')}  ${target}`);
}
console.log(held ? 'Every target holds.' : 'Not every target holds.');
process.exitCode = held ? 0 : 1;
