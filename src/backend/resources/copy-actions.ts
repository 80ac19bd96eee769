import path from 'node:path';
import { copyActionBodies, type CopyAction } from '../../query/resources';
import { deleteCopy } from '../copy/backup/restore';
import { backupsIn } from '../copy/backup/names';
import { backupsOf } from '../copy/files/names';
import { PluginError } from '../grafana';
import { QueryProblem } from '../queries/common/problem';
import { entities, SyncError, type CopyUse, type Entity, type Failure } from '../sync';
import { readBody } from './body';
import { json, type Answer, type Asked } from './context';

type On = Extract<CopyUse, { kind: 'on' }>;
type Done = Exclude<CopyAction, 'reconcile'>;

/** `POST copy/<action>`: for Admins alone; what loses data wants the shop's domain typed. */
export function copyAction(action: Done): Answer {
  return async (asked) => {
    const { t, copy, role } = asked;
    if (role !== 'Admin') {
      throw new QueryProblem('copy:sync.adminOnly', {}, { status: 403 });
    }
    if (copy.kind === 'off') {
      throw refused(copy.reason, asked);
    }
    try {
      await actions[action](copy, asked);
    } catch (error) {
      throw error instanceof SyncError ? refused(error.failure, asked) : error;
    }
    return json({ message: t(`copy:sync.done.${action}`) });
  };
}

const actions: Readonly<Record<Done, (copy: On, asked: Asked) => Promise<void>>> = {
  pause: ({ supervisor }) => supervisor.pause(),
  resume: ({ supervisor }) => supervisor.resume(),
  rebuild: async ({ supervisor }, asked) => {
    const body = readBody(asked.body, copyActionBodies.rebuild);
    confirmed(body.confirm, asked);
    await supervisor.rebuild(named(body.entities));
  },
  delete: async ({ supervisor }, asked) => {
    confirmed(readBody(asked.body, copyActionBodies.delete).confirm, asked);
    await supervisor.apart((file) => {
      deleteCopy(file, { backups: false });
      return Promise.resolve();
    }, 'deleted');
  },
  backup: ({ keeper, file }) => keeper.backUp(file, 'manual'),
  restore: async ({ supervisor, keeper, file }, asked) => {
    const body = readBody(asked.body, copyActionBodies.restore);
    confirmed(body.confirm, asked);
    const backup = backupsIn(backupsOf(file), file).find((each) => path.basename(each.file) === body.backup);
    if (backup === undefined) {
      throw new QueryProblem('copy:sync.backupUnknown', { name: body.backup }, { status: 404 });
    }
    await supervisor.apart((at) => keeper.restore(at, backup.file));
  },
  wipe: async ({ supervisor }, asked) => {
    await supervisor.wipe(readBody(asked.body, copyActionBodies.wipe).entities);
  },
  sweep: (copy, asked) => {
    copy.supervisor.sweep(named(readBody(asked.body, copyActionBodies.sweep).entities));
    return Promise.resolve();
  },
};

function refused({ code, values }: Failure, { t }: Asked): PluginError {
  return new PluginError(t(code, values), { source: 'plugin', status: 409 });
}

function confirmed(typed: string, { settings }: Asked): void {
  const { domain } = settings.connection;
  if (typed.trim().toLowerCase() !== domain) {
    throw new QueryProblem('copy:sync.confirm', { domain });
  }
}

/** All of them where none is named. */
function named(names: readonly string[] | undefined): readonly Entity[] {
  const known = entities.filter((entity) => names === undefined || names.includes(entity));
  const [unknown] = (names ?? []).filter((name) => !known.some((entity) => entity === name));
  if (unknown !== undefined) {
    throw new QueryProblem('copy:sync.entityUnknown', { name: unknown });
  }
  return known;
}
