import type { Parent } from '../mapping/context';
import type { Scratch } from './scratch';

/** Parents that are held in memory; older ones are found in the file again. */
const mostParents = 20_000;

/** One reading of records: a page, or the result of a bulk operation. */
export class Session {
  /** When the records were read: rows read later are newer. */
  readonly readAt: number;
  /** Set for bulk results, whose lines may come in any order. */
  readonly scratch: Scratch | undefined;
  /** Whether lines wait for their parent. */
  waits = false;
  private parents = new Map<string, Parent>();
  private older = new Map<string, Parent>();

  constructor(readAt: number, scratch?: Scratch) {
    this.readAt = readAt;
    this.scratch = scratch;
  }

  parent(gid: string): Parent | undefined {
    return this.parents.get(gid) ?? this.older.get(gid);
  }

  keep(gid: string, parent: Parent): void {
    if (this.scratch !== undefined && this.parents.size >= mostParents) {
      this.older = this.parents;
      this.parents = new Map();
    }
    this.parents.set(gid, parent);
  }
}
