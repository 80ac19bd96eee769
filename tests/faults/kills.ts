/**
 * Kills a syncing process, or its writer alone, with SIGKILL at seeded random moments of backfill and increments, starts it
 * again each time, lets it finish, and compares every row with the demo world's truth.
 * `--kills 20 --seed 1 --speed 60`; the last line is `20 kills: 0 lost, 0 doubled`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { compare, rowsOf } from './compare';
import { startMovingShop } from './world';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '60' },
    verbose: { type: 'boolean', default: false },
    'orders-per-day': { type: 'string', default: '40' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const speed = Number(values.speed);

const line = z.object({
  state: z.string(),
  reason: z.unknown().optional(),
  file: z.string().optional(),
  entities: z.array(z.object({ entity: z.string(), state: z.string(), checkedAt: z.number().nullable() })),
  open: z.number(),
});
type Line = z.infer<typeof line>;

const here = import.meta.dirname;
const shop = await startMovingShop(seed, speed, Number(values['orders-per-day']));
const root = mkdtempSync(path.join(tmpdir(), 'shopscope-kills-'));
const random = seeded(seed);
const setup = JSON.stringify({
  root,
  url: shop.url,
  domain: shop.world.shop.domain,
  clock: { startedAt: shop.clock.startedAt, from: shop.clock.from, speed },
  windowObjects: 60,
});

/** Numbers from 0 to less than 1 that follow from a seed. */
function seeded(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
  last: Line | undefined;
}

function start(): Running {
  const child = spawn(process.execPath, [path.join(here, 'syncing.ts'), setup], { stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const running: Running = { child, exited, last: undefined };
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    const latest = lines.at(-1);
    const next = latest === undefined ? running.last : line.parse(JSON.parse(latest));
    if (values.verbose && next !== undefined && summaryOf(next) !== summaryOf(running.last)) {
      console.log(summaryOf(next));
    }
    running.last = next;
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (values.verbose) {
      process.stdout.write(chunk);
    }
    told = (told + chunk.toString('utf8')).slice(-2_000);
  });
  child.once('exit', (code) => {
    if (code !== null && code !== 0) {
      throw new Error(`the syncing process ended by itself (${code}): ${told}`);
    }
  });
  return running;
}

function summaryOf(last: Line | undefined): string {
  const behind = last?.entities
    .filter(({ state }) => state !== 'current')
    .map(({ entity, state }) => `${entity} ${state}`);
  return `  ${last?.state ?? '-'}, ${last?.open ?? '-'} jobs open, ${behind?.join(', ') ?? ''} ${JSON.stringify(last?.reason ?? '')}`;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(running: Running, so: (last: Line) => boolean, seconds: number, what: string): Promise<Line> {
  for (const ends = Date.now() + seconds * 1000; Date.now() < ends; await wait(20)) {
    if (running.last !== undefined && so(running.last)) {
      return running.last;
    }
  }
  throw new Error(`${what} took more than ${seconds} s: ${JSON.stringify(running.last)}`);
}

/** The process that writes, as the system lists it. */
function writerOf(parent: number): number | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const ofParent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      if (ofParent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('copy-writer')) {
        return Number(pid);
      }
    } catch {
      // It ended while we looked.
    }
  }
  return undefined;
}

const tally = { backfill: 0, current: 0, other: 0, process: 0, writer: 0 };
let running = start();
try {
  for (let killed = 0; killed < kills;) {
    // Half of the kills fall on the way to a full copy, the others while it follows the shop.
    const filling = killed < kills / 2;
    const phase = filling ? ['backfill', 'current', ...(random() < 0.2 ? ['starting'] : [])] : ['current'];
    await until(running, ({ state }) => phase.includes(state), 120, 'starting again');
    await wait(random() * (filling ? 1_200 : 1_500));
    const state = running.last?.state ?? 'other';
    const alone = random() < 0.5 ? writerOf(running.child.pid ?? 0) : undefined;
    if (alone === undefined) {
      running.child.kill('SIGKILL');
      await running.exited;
      running = start();
      tally.process += 1;
    } else {
      process.kill(alone, 'SIGKILL');
      tally.writer += 1;
    }
    killed += 1;
    console.log(
      `kill ${killed}: ${alone === undefined ? 'process' : 'writer'}, while ${state}, ${running.last?.open ?? 0} jobs open`
    );
    tally[state === 'backfill' || state === 'current' ? state : 'other'] += 1;
    if (filling && killed >= kills / 2) {
      await until(running, ({ open, state: own }) => open === 0 && own === 'current', 300, 'the backfill');
    }
  }
  await until(running, ({ open, state }) => open === 0 && state === 'current', 300, 'the backfill');
  const frozen = shop.freeze();
  // Long enough for a round over orders that await payment.
  const margin = 15 * 60_000;
  const compared = new Set(['orders', 'refund_lines', 'returns', 'products', 'inventory', 'fulfillment_orders']);
  const { file = '' } = await until(
    running,
    ({ entities }) =>
      entities
        .filter(({ entity }) => compared.has(entity))
        .every(({ checkedAt }) => (checkedAt ?? 0) > frozen + margin),
    300,
    'catching up'
  );
  const { lost, doubled } = compare(file, shop.world, frozen);
  for (const each of [...lost.map((row) => `lost: ${row}`), ...doubled.map((row) => `doubled: ${row}`)].slice(0, 20)) {
    console.log(each);
  }
  console.log(
    `${rowsOf(shop.world, frozen)} rows compared; killed during backfill ${tally.backfill}, while following ${tally.current}, ` +
      `while starting ${tally.other}; whole process ${tally.process}, writer alone ${tally.writer}`
  );
  console.log(`${kills} kills: ${lost.length} lost, ${doubled.length} doubled`);
  process.exitCode = lost.length + doubled.length === 0 ? 0 : 1;
} finally {
  running.child.removeAllListeners('exit');
  running.child.kill('SIGKILL');
  await shop.api.close();
  rmSync(root, { recursive: true, force: true });
}
