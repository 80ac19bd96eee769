import { z } from 'zod';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

const outOfRange = z.object({ code: z.literal('ERR_OUT_OF_RANGE') });

/**
 * Reads with a statement such that integers are exact: as numbers, which is quick, and once more as bigints where one of
 * them is beyond 2^53. Only for statements that change nothing: they may run twice.
 */
export function readExactly<T>(statement: StatementSync, read: () => T): { readonly answer: T; readonly big: boolean } {
  try {
    return { answer: read(), big: false };
  } catch (error) {
    if (!outOfRange.safeParse(error).success) {
      throw error;
    }
  }
  statement.setReadBigInts(true);
  try {
    return { answer: read(), big: true };
  } finally {
    statement.setReadBigInts(false);
  }
}

/** A bigint as number where that is exact; everything else as it is. */
export function narrowed(value: SQLOutputValue): SQLOutputValue {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** A query's parameter as SQLite takes it; flags as 0 and 1. Throws for what no column of a copy can hold. */
export function bindable(value: unknown): SQLInputValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return Number(value);
    default:
      if (value === null || value instanceof Uint8Array) {
        return value;
      }
      throw new TypeError(`no column holds a value of type ${typeof value}`);
  }
}
