/**
 * Measures the Shopify room: a page of 250 orders from a local GraphQL endpoint through guard, Shopify's client, decoder
 * and frame encoder to Arrow bytes, for one caller and for ten; and paging a shop whose bucket is empty. Runs in Bun, which
 * the compiled backend carries, and in Node beside it. Prints figures and ratios; status 0 only if every target holds in Bun.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { bunExecutable } from '../scripts/bun';

/** What was measured of the neighbour for a page of 250 orders: grafana-infinity-datasource 3.11. */
const infinity = { p50: 10, perSecond: 170 };

const figures = z.object({
  p50: z.number(),
  p95: z.number(),
  bytes: z.number(),
  perSecond: z.number(),
  share: z.number(),
  throttled: z.number(),
  pages: z.number(),
});
type Figures = z.infer<typeof figures>;

interface Row {
  readonly what: string;
  readonly show: (figures: Figures) => string;
  readonly target?: string;
  readonly holds?: (figures: Figures) => boolean;
}

const rows: readonly Row[] = [
  {
    what: 'one page to an Arrow frame, one caller, p50',
    show: ({ p50 }) => `${p50.toFixed(2)} ms`,
    target: '≤ 3 ms',
    holds: ({ p50 }) => p50 <= 3,
  },
  { what: '  p95', show: ({ p95 }) => `${p95.toFixed(2)} ms` },
  {
    what: '  times faster than Infinity (10 ms)',
    show: ({ p50 }) => `${(infinity.p50 / p50).toFixed(1)}×`,
    target: '≥ 3×',
    holds: ({ p50 }) => infinity.p50 / p50 >= 3,
  },
  { what: 'ten callers', show: ({ perSecond }) => `${perSecond.toFixed(0)} pages/s` },
  {
    what: '  times Infinity’s throughput (170/s)',
    show: ({ perSecond }) => `${(perSecond / infinity.perSecond).toFixed(1)}×`,
    target: '≥ 3×',
    holds: ({ perSecond }) => perSecond / infinity.perSecond >= 3,
  },
  {
    what: 'paging an empty bucket, share of restored points',
    show: ({ share }) => `${(share * 100).toFixed(1)} %`,
    target: '≥ 95 %',
    holds: ({ share }) => share >= 0.95,
  },
  {
    what: '  THROTTLED meanwhile',
    show: ({ throttled, pages }) => `${throttled} of ${pages}`,
    target: '0',
    holds: ({ throttled }) => throttled === 0,
  },
];

const tsx = createRequire(import.meta.url).resolve('tsx/cli');
const endpoint = spawn(process.execPath, [tsx, 'bench/shopify/endpoint.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });

function measure(command: string, args: readonly string[]): Figures {
  return figures.parse(
    JSON.parse(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }))
  );
}

try {
  const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(endpoint.stdout, 'data'));
  const base = `http://127.0.0.1:${line.toString().trim()}`;
  const script = 'bench/shopify/measure.ts';
  const bun = measure(bunExecutable(), [script, base]);
  const node = measure(process.execPath, [tsx, script, base]);
  console.log(`Pages of 250 orders, 11 columns, ${(bun.bytes / 1024).toFixed(0)} KB of Arrow`);
  console.log(`${''.padEnd(50)}${'Bun'.padStart(14)}${'Node'.padStart(14)}   target`);
  for (const { what, show, target = '', holds } of rows) {
    const verdict = holds === undefined ? '' : holds(bun) ? 'held' : 'MISSED';
    console.log(
      `${what.padEnd(50)}${show(bun).padStart(14)}${show(node).padStart(14)}   ${target.padEnd(8)}${verdict}`
    );
  }
  process.exitCode = rows.every(({ holds }) => holds?.(bun) ?? true) ? 0 : 1;
} finally {
  endpoint.kill();
}
