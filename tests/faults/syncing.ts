/** A process that syncs one shop until it is killed, or told on stdin to end. Says on stdout how it stands. */
import { z } from 'zod';
import { Registry, systemEnvironment } from '../../src/backend/shopify';
import { Copies } from '../../src/backend/sync';
import { RolePool } from '../../src/backend/roles';
import { copySettings } from '../../src/query/settings';
import { FastClock } from './clock';

const setup = z.object({
  root: z.string(),
  url: z.string(),
  domain: z.string(),
  main: z.string(),
  clock: z.object({ startedAt: z.number(), from: z.number(), speed: z.number() }),
  windowObjects: z.number(),
});

const { root, url, domain, main, clock: at, windowObjects } = setup.parse(JSON.parse(process.argv[2] ?? '{}'));
const clock = new FastClock(at.startedAt, at.from, at.speed);
const log = (level: string) => (message: string, fields?: object) =>
  process.stderr.write(`${level} ${message} ${JSON.stringify(fields ?? {})}\n`);
const environment = systemEnvironment({
  clock,
  timers: clock,
  log: { debug: () => undefined, info: log('info'), warn: log('warn') },
});
const command = { program: process.execPath, arguments: [main] };
const copies = new Copies({
  registry: new Registry(environment),
  log: environment.log,
  root,
  command,
  holder: 'the only one',
  readers: new RolePool('copy-reader', undefined, {
    command,
    log: () => undefined,
    size: 1,
    queue: { total: 10, perCaller: 10 },
    killOnCancel: true,
    idleAfter: 60_000,
  }),
  backfill: { windowObjects, watch: { every: 2_000, stalledAfter: 3_600_000 } },
});
const use = copies.use(
  'faults',
  {
    domain,
    credentials: { kind: 'token', token: 'shpat_demo_token' },
    apiVersion: '2026-07',
    sandboxUrl: url,
    allowProtected: new Set(),
  },
  copySettings.parse({ enabled: true, budgetShare: 0.8 })
);
if (use.kind === 'off') {
  throw new Error(JSON.stringify(use.reason));
}

setInterval(() => {
  const { state, reason, entities, jobs, file } = use.supervisor.standings();
  use.supervisor.heard();
  process.stdout.write(
    `${JSON.stringify({
      state,
      reason,
      file,
      entities: entities.map(({ entity, state: own, checkedAt, error }) => ({ entity, state: own, checkedAt, error })),
      open: jobs.filter(({ status }) => status !== 'done' && status !== 'failed').length,
    })}\n`
  );
}, 50);

process.stdin.on('data', () => {
  void copies.close().then(() => process.exit(0));
});
process.stdin.on('end', () => process.exit(0));
