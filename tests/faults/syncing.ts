/** A process that syncs one shop until it is killed, or told on stdin to end. Says on stdout how it stands. */
import { z } from 'zod';
import { FastClock } from './clock';
import { startCopying } from './copying';

const setup = z.object({
  root: z.string(),
  url: z.string(),
  domain: z.string(),
  clock: z.object({ startedAt: z.number(), from: z.number(), speed: z.number() }),
  windowObjects: z.number(),
});

const { clock: at, ...options } = setup.parse(JSON.parse(process.argv[2] ?? '{}'));
const log = (level: string) => (message: string, fields?: object) =>
  process.stderr.write(`${level} ${message} ${JSON.stringify(fields ?? {})}\n`);
const { copies, supervisor } = startCopying({
  ...options,
  clock: new FastClock(at.startedAt, at.from, at.speed),
  log: { debug: () => undefined, info: log('info'), warn: log('warn') },
});

setInterval(() => {
  const { state, reason, entities, jobs, file } = supervisor.standings();
  supervisor.heard();
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
