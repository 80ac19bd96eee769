import path from 'node:path';
import type { CopyAnswer, CopyState } from '../../query/resources';
import { backupsIn } from '../copy/backup/names';
import { backupsOf } from '../copy/files/names';
import { spaceOf } from '../copy/files/space';
import { accessOf, type CopyUse, type Standings } from '../sync';
import { driftShown } from './copy-drift';
import { json, type Answer, type Asked } from './context';

/** The heartbeat calls every minute; this long without one is said. */
const beatLate = 5 * 60_000;

type On = Extract<CopyUse, { kind: 'on' }>;

/** `GET copy`: see `copySchema`. */
export const answerCopy: Answer = async (asked) => {
  const { copy } = asked;
  if (copy.kind === 'on') {
    await copy.supervisor.refresh();
  }
  return json({ ...describeCopy(asked), drift: await driftShown(asked) });
};

/** All that the Data page shows; directory, holder and back-ups for Admins alone. */
export function describeCopy(asked: Asked): CopyAnswer {
  const { copy, t } = asked;
  if (copy.kind === 'off') {
    return { state: 'off', offReason: copy.offReason, reason: t(copy.reason.code, copy.reason.values) };
  }
  const standings = copy.supervisor.standings();
  const admin = asked.role === 'Admin';
  const progress = progressOf(copy, standings, asked);
  const { reason, asleepSince } = standings;
  return {
    state: stateOf(copy, standings),
    paused: standings.isPaused,
    ...(reason === undefined || standings.state === 'reader' ? {} : { reason: t(reason.code, reason.values) }),
    ...(asleepSince === undefined ? {} : { asleepSince }),
    heartbeat: heartbeatOf(standings, asked),
    entities: standings.entities.map(({ entity, state, rows, completeFrom, checkedAt, error }) => ({
      name: entity,
      title: t(`copy:sync.entity.${entity}`),
      state,
      rows,
      ...(completeFrom === null ? {} : { since: completeFrom }),
      ...(checkedAt === null ? {} : { freshAt: checkedAt }),
      ...(error === null ? {} : { error: t(error.code, error.values) }),
    })),
    ...progress,
    ...sizeOf(copy, standings, progress.progress),
    fileSystem: fileSystemOf(copy, asked),
    budgetShare: { allowed: copy.settings.budgetShare, used: Math.min(1, standings.budgetUsed) },
    personal: {
      orders: copy.settings.personal.includes('orders'),
      customers: copy.settings.personal.includes('customers'),
      roles: copy.settings.personalRoles,
    },
    lease: leaseOf(standings, admin),
    ...(admin ? { directory: copy.root.path, backups: backups(copy) } : {}),
  };
}

/** What fails at Shopify leaves a copy that can be read; the page is told of the failure all the same. */
function stateOf(copy: On, { state }: Standings): CopyState {
  return state === 'failed' ? 'failed' : accessOf(copy, { role: '', isAlert: false }).state;
}

/** Jobs under way, and the whole of the backfill. */
export function progressOf({ meter }: On, { jobs }: Standings, { t, now }: Pick<Asked, 't' | 'now'>) {
  const at = now();
  const whole = meter.progress(jobs, at);
  return {
    jobs: meter.going(jobs, at).map(({ job, rows, total, rowsPerSecond, secondsLeft }) => ({
      entity: job.entity,
      title: t(`copy:sync.entity.${job.entity}`),
      rows,
      rowsPerSecond,
      ...(total === undefined ? {} : { total }),
      ...(secondsLeft === undefined ? {} : { secondsLeft }),
      ...(job.windowTo === 0 ? {} : { window: { from: job.windowFrom, to: job.windowTo } }),
    })),
    ...(whole === undefined ? {} : { progress: whole.share }),
    ...(whole?.secondsLeft === undefined ? {} : { secondsLeft: whole.secondsLeft }),
  };
}

function heartbeatOf({ beatAt }: Standings, { t, now }: Asked) {
  const missing = beatAt === undefined || now() - beatAt > beatLate;
  return {
    seenAt: beatAt ?? null,
    missing,
    text: t(missing ? 'copy:sync.heartbeatMissing' : 'copy:sync.heartbeatSeen'),
  };
}

/** What the finished copy may take, once enough of it is there to tell. */
function sizeOf({ root }: On, { bytes }: Standings, progress: number | undefined) {
  const { free } = spaceOf(root.path);
  const forecast = bytes !== undefined && progress !== undefined && progress > 0.2 ? bytes / progress : undefined;
  return bytes === undefined
    ? {}
    : { size: { bytes, freeBytes: free, ...(forecast === undefined ? {} : { forecastBytes: forecast }) } };
}

function fileSystemOf({ root: { path: root, fileSystem } }: On, { t }: Asked) {
  const { type, kind } = fileSystem;
  const warnings: Readonly<Record<string, string>> = {
    lost: 'copy:warning.lostAtDeploy',
    unknown: 'copy:warning.unknownFileSystem',
  };
  const warning = warnings[kind];
  return { kind: type, ...(warning === undefined ? {} : { warning: t(warning, { root, type }) }) };
}

function leaseOf({ state, reason }: Standings, admin: boolean) {
  const holder = reason?.values['holder'];
  return state === 'reader'
    ? { here: false, ...(admin && holder !== undefined ? { holder: String(holder) } : {}) }
    : { here: true };
}

function backups({ file }: On) {
  return backupsIn(backupsOf(file), file).map((backup) => ({
    name: path.basename(backup.file),
    at: backup.at,
    bytes: backup.bytes,
  }));
}
