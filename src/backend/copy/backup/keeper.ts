import type { PoolCallOptions, RoleCaller } from '../../roles';
import { asReadError } from '../reader/failures';
import { isBackupDue, prune } from './backup';
import { savedBackup } from './messages';
import type { Backup } from './names';

export interface ScheduleOptions {
  readonly directory: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds from one back-up to the next. */
  readonly every: number;
  /** How many scheduled ones stay. */
  readonly keep: number;
}

/** Saves and checks one copy in the processes in role `copy-reader`. Rejects with `CopyError`. */
export class CopyKeeper {
  private readonly file: string;
  private readonly readers: RoleCaller;

  constructor(file: string, readers: RoleCaller) {
    this.file = file;
    this.readers = readers;
  }

  async backUp(directory: string, now: number, call: PoolCallOptions): Promise<Backup> {
    return this.save(directory, 'manual', now, call);
  }

  /** Makes the scheduled back-up if one is due and deletes those that are too many; call it as often as you like. */
  async backUpWhenDue(schedule: ScheduleOptions, call: PoolCallOptions): Promise<Backup | undefined> {
    const { directory, now, every, keep } = schedule;
    if (!isBackupDue(directory, this.file, now, every)) {
      return undefined;
    }
    const made = await this.save(directory, 'scheduled', now, call);
    prune(directory, this.file, keep);
    return made;
  }

  /** Compares every page and index. Rejects with `corrupt`. */
  async check(call: PoolCallOptions): Promise<void> {
    await this.ask('check', { file: this.file }, call);
  }

  private async save(directory: string, label: string, now: number, call: PoolCallOptions): Promise<Backup> {
    return savedBackup.parse(await this.ask('backUp', { file: this.file, directory, label, now }, call));
  }

  private async ask(method: string, params: unknown, call: PoolCallOptions): Promise<unknown> {
    try {
      return await this.readers.call(method, params, call);
    } catch (error) {
      throw asReadError(error);
    }
  }
}
