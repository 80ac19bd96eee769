import { z } from 'zod';
import { CopyError, isCopyErrorCode } from '../copy';
import { RoleError } from '../roles';
import { ShopifyError } from '../shopify';
import { Stopped } from './timing';
import type { Failure } from './writer/contract';

/**
 * What a failure means for syncing.
 * - `denied`: this app may not read the entity; the others go on.
 * - `shop`: nothing can be read (credentials, frozen shop); told, and tried again now and then.
 * - `copy`: the file can't be written (full, locked, corrupt, newer); told, and tried again now and then.
 * - `writer`: the process that writes ended; it is started again.
 * - `result`: what a bulk operation gave is not whole; it is asked for again.
 * - `later`: passes by itself.
 * - `stopped`: we were told to stop.
 */
export type Meaning = 'denied' | 'shop' | 'copy' | 'writer' | 'result' | 'later' | 'stopped';

/** A failure of syncing itself; its text is catalogue entry `copy:sync.<code>`. */
export class SyncError extends Error {
  readonly meaning: Meaning;
  readonly failure: Failure;

  constructor(code: string, meaning: Meaning, values: Failure['values'] = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(values)}`, cause === undefined ? undefined : { cause });
    this.name = 'SyncError';
    this.meaning = meaning;
    this.failure = { code: `copy:sync.${code}`, values };
  }
}

const denied = new Set(['accessDenied', 'scopeMissing', 'protectedField']);
const stopped = new Set(['cancelled', 'disposed']);
const transient = new Set([
  'rateLimited',
  'serverError',
  'internalError',
  'httpStatus',
  'notJson',
  'truncatedBody',
  'unexpectedAnswer',
  'connectionFailed',
  'wouldWait',
  'deadlinePassed',
  'cursorInvalid',
]);

/** Codes that the writer throws besides those of the copy itself. */
const ofResult = new Set(['countMismatch', 'truncated', 'unreadable', 'resultGone', 'urlRefused', 'fetchFailed']);
const ofProcess = new Set(['role-died', 'role-memory', 'role-start', 'role-closed', 'role-busy']);

export function meaningOf(error: unknown): Meaning {
  if (error instanceof Stopped) {
    return 'stopped';
  }
  if (error instanceof SyncError) {
    return error.meaning;
  }
  if (error instanceof ShopifyError) {
    if (stopped.has(error.code)) {
      return 'stopped';
    }
    return denied.has(error.code) ? 'denied' : transient.has(error.code) ? 'later' : 'shop';
  }
  if (error instanceof RoleError) {
    if (error.code === 'role-cancelled') {
      return 'stopped';
    }
    if (ofProcess.has(error.code)) {
      return 'writer';
    }
    return ofResult.has(error.code) ? 'result' : isCopyErrorCode(error.code) ? 'copy' : 'later';
  }
  return 'later';
}

const told = z.object({ values: z.record(z.string(), z.union([z.string(), z.number()])) });

/** A failure as it is kept and told: `code` is a whole catalogue key, so that any room can say it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SyncError) {
    return error.failure;
  }
  if (error instanceof ShopifyError) {
    return { code: `shopify:error.${error.code}`, values: error.values };
  }
  if (error instanceof CopyError) {
    return { code: `copy:error.${error.code}`, values: error.values };
  }
  if (error instanceof RoleError) {
    const { values } = told.safeParse(error.details).data ?? { values: {} };
    if (isCopyErrorCode(error.code)) {
      return { code: `copy:error.${error.code}`, values };
    }
    return ofResult.has(error.code)
      ? { code: `copy:sync.${error.code}`, values }
      : { code: 'copy:sync.writer', values: { reason: error.code } };
  }
  return { code: 'copy:sync.unexpected', values: { reason: error instanceof Error ? error.message : String(error) } };
}
