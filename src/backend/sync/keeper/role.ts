import { z } from 'zod';
import { adopt } from '../../copy/backup/adopt';
import { backUp, prune } from '../../copy/backup/backup';
import { restore } from '../../copy/backup/restore';
import { wipeBackups } from '../../copy/backup/wipe-backups';
import { backupsOf } from '../../copy/files/names';
import { method, type Role } from '../../roles';

const file = z.string();
const now = z.number();

/** Back-ups kept of those that were made on schedule. */
const kept = 7;

/** The process that makes and restores back-ups: both hold up whoever does them. */
export const copyKeeper: Role = {
  name: 'copy-keeper',
  start: () => ({
    backUp: method(z.object({ file, now, label: z.enum(['manual', 'scheduled']) }), (asked) => {
      const directory = backupsOf(asked.file);
      const made = backUp({ ...asked, directory });
      prune(directory, asked.file, kept);
      return made;
    }),
    adopt: method(z.object({ file, owner: z.string(), shopId: z.string(), now }), (asked) => adopt(asked)),
    wipeBackups: method(z.object({ file, now }), (asked) => wipeBackups(asked)),
    restore: method(z.object({ file, backup: z.string(), now }), (asked) => {
      // What was wiped must not come back; but a copy that can't be read must not keep its back-up from being restored.
      try {
        wipeBackups(asked);
      } catch {
        // Said when back-ups are wiped on schedule.
      }
      return restore(asked) ?? null;
    }),
  }),
};
