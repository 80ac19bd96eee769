import { statfsSync } from 'node:fs';
import type { TableName } from '../schema';

export interface Space {
  /** Bytes that this process may still write. */
  readonly free: number;
  readonly total: number;
}

export function spaceOf(directory: string): Space {
  const { bavail, blocks, bsize } = statfsSync(directory);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** How many rows there are, or are to be expected, by table. */
export type RowCounts = Readonly<Partial<Record<TableName, number>>>;
