/**
 * Loads a demo shop's bulk result into a copy, with figures and history, beside a plain dlt pipeline on the same lines:
 * `npm run bench:copy -- [--orders 100000] [--plain-lines 60000] [--python <python that has dlt[sqlalchemy] 1.31>]`.
 * Results are kept under `artifacts/bench-copy` and made once. CPU seconds are told beside those of the clock: other work
 * on the machine slows both sides, but not alike.
 */
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { bunExecutable } from '../scripts/bun';
import { documents } from '../src/backend/sync/documents';
import { writerEnvironment } from '../src/backend/sync/writer/environment';

const run = promisify(execFile);
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' },
    'plain-lines': { type: 'string', default: '60000' },
    python: { type: 'string', default: 'python3' },
  },
});
const count = z.coerce.number().int().positive();
const orders = count.parse(values.orders);
const plainLines = count.parse(values['plain-lines']);
const folder = path.resolve('artifacts/bench-copy', String(orders));

const scopes = ['orders', 'all_orders', 'products', 'inventory', 'locations', 'customers', 'returns'];
const asked = documents({
  version: '2026-07',
  granted: new Set(scopes.map((scope) => `read_${scope}`)),
  personal: new Set(),
  metafields: {},
});

await mkdir(folder, { recursive: true });
for (const entity of ['products', 'inventory', 'collections', 'orders'] as const) {
  const out = path.join(folder, `${entity}.jsonl`);
  if (!existsSync(out)) {
    const query = path.join(folder, `${entity}.graphql`);
    await writeFile(query, asked[entity]?.bulk('') ?? '');
    await run('npx', ['tsx', 'demo/bulk-file.ts', '--orders', String(orders), '--query', query, '--out', out]);
  }
}
const whole = await families(path.join(folder, 'orders.jsonl'), plainLines, path.join(folder, 'plain.jsonl'));
await writeFile(path.join(folder, 'orders.count'), String(whole.all));

const ours = z.object({
  objects: z.number(),
  records: z.number(),
  rows: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMegabytes: z.number(),
  memory: z.array(z.number()),
  increment: z.object({ seconds: z.number(), cpuSeconds: z.number(), written: z.number() }),
  copyMegabytes: z.number(),
});
const plain = z.object({ version: z.string(), lines: z.number(), seconds: z.number(), cpuSeconds: z.number() });

const loaded = ours.parse(
  await last(bunExecutable(), ['bench/copy/ingest.ts', folder, path.join(folder, 'copy.sqlite')], writerEnvironment)
);
const rate = (lines: number, seconds: number): number => Math.round(lines / seconds);
console.table({
  copy: {
    lines: loaded.objects,
    'lines/s': rate(loaded.objects, loaded.seconds),
    'rows of records/s': rate(loaded.records, loaded.seconds),
    'all rows/s': rate(loaded.rows, loaded.seconds),
    'lines/CPU s': rate(loaded.objects, loaded.cpuSeconds),
    'peak MB': loaded.peakMegabytes,
  },
});
console.log(`memory on the way, MB: ${loaded.memory.join(' ')}; copy on disk ${loaded.copyMegabytes} MB`);
console.log(
  `1,000 changed orders: ${loaded.increment.seconds.toFixed(2)} s, ${loaded.increment.cpuSeconds.toFixed(2)} CPU s`
);

await rm(path.join(folder, 'plain'), { recursive: true, force: true });
const other = await last(values.python, [
  'bench/copy/plain.py',
  path.join(folder, 'plain.jsonl'),
  path.join(folder, 'plain'),
]).then(
  (answer) => plain.parse(answer),
  (error: unknown) => {
    console.log(`dlt was not measured: ${String(error).split('\n').at(-2) ?? ''}`);
    return undefined;
  }
);
if (other !== undefined) {
  const ratio = (ofOurs: number, ofOther: number): string => (ofOurs / ofOther).toFixed(1);
  console.log(
    `dlt ${other.version}, merge into SQLite, ${other.lines} lines: ${rate(other.lines, other.seconds)} lines/s, ` +
      `${rate(other.lines, other.cpuSeconds)} lines/CPU s`
  );
  console.log(
    `the copy loads ${ratio(loaded.objects / loaded.seconds, other.lines / other.seconds)} times the lines/s, ` +
      `${ratio(loaded.objects / loaded.cpuSeconds, other.lines / other.cpuSeconds)} times the lines/CPU s`
  );
}

async function last(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { stdout } = await run(program, args, { env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 ** 2 });
  const answer: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  return answer;
}

/** Writes the first lines, as far as families are whole, and counts all. */
async function families(from: string, most: number, to: string): Promise<{ readonly all: number }> {
  const out = createWriteStream(to);
  const shape = z.looseObject({ id: z.string(), __parentId: z.string().optional() });
  const known = new Set<string>();
  let all = 0;
  for await (const line of createInterface({ input: createReadStream(from) })) {
    all += 1;
    if (all <= most * 1.05) {
      const { id, __parentId: parent } = shape.parse(JSON.parse(line));
      if (parent === undefined ? all <= most : known.has(parent)) {
        known.add(id);
        out.write(`${line}\n`);
      }
    }
  }
  await new Promise((resolve) => out.end(resolve));
  return { all };
}
