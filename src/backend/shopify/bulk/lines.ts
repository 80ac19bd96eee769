import { setTimeout as wait } from 'node:timers/promises';
import { cancellation } from '../environment';
import { ShopifyError } from '../errors';
import { fail } from '../fail';
import { causes } from '../transport/endpoint';
import { openResult, type Fetch } from './open';
import { Tail } from './tail';

/** Whole lines of a result. */
export interface LineBatch {
  readonly lines: string[];
  /** Bytes of the result up to the end of these lines: where reading can go on after a stop. */
  readonly end: number;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Bytes that are known already, as `end` of a batch; 0 where left out. */
  readonly from?: number;
  /** `fileSize`: bytes of the whole result as Shopify told them. */
  readonly size?: number;
  /** The runtime's own where left out, which heeds proxy settings and extra CA files. */
  readonly fetch?: Fetch;
  /** Times that a broken connection is taken up again without a byte gained. Default 4. */
  readonly tries?: number;
  /** Milliseconds before the first of those tries, doubled with each. Default 500. */
  readonly firstWait?: number;
  /** Bytes that make a batch, at least (the last one is smaller). Default 256 KiB. */
  readonly batchBytes?: number;
}

/**
 * Reads the JSONL of a bulk operation as it arrives, a batch of whole lines at a time, in any process: it needs nothing
 * but the address that `BulkOperations.checkUrl` gave. Memory stays flat. A connection that breaks is taken up again where
 * it broke, by a range request. Throws `ShopifyError`: `bulkExpired` where the address is no longer good, `bulkTruncated`
 * where the result ends before its size, `bulkLineCut` where it ends within a line, `bulkChanged` where it is another one
 * than was announced or begun, `bulkUrlRefused` for a redirect, `bulkFileFailed`, `connectionFailed`, `cancelled`. All
 * whole lines before the fault have been given out then, but for one that may have lost its end.
 */
export async function* readBulkLines(url: URL, options: ReadOptions): AsyncGenerator<LineBatch, void, undefined> {
  const { signal, size, tries = 4, firstWait = 500 } = options;
  const tail = new Tail(options.from ?? 0);
  const known: Known = { etag: undefined, total: size };
  let failures = 0;
  while (known.total === undefined || tail.bytes < known.total) {
    const before = tail.bytes;
    try {
      yield* readOnce(url, options, tail, known);
      if (known.total === undefined || tail.bytes === before) {
        break;
      }
    } catch (error) {
      if (signal.aborted) {
        throw cancellation(signal);
      }
      if (error instanceof ShopifyError && error.code !== 'bulkFileFailed') {
        throw error;
      }
      failures = tail.bytes > before ? 1 : failures + 1;
      if (failures > tries) {
        throw lost(url, error, tail.bytes, known.total);
      }
      await wait(firstWait * 2 ** (failures - 1), undefined, { signal }).catch(() => undefined);
    }
  }
  yield* lastLine(url, tail, known.total);
}

/** What is known of the result besides its bytes. */
interface Known {
  etag: string | undefined;
  total: number | undefined;
}

async function* readOnce(
  url: URL,
  { signal, fetch = globalThis.fetch, batchBytes = 256 * 1024 }: ReadOptions,
  tail: Tail,
  known: Known
): AsyncGenerator<LineBatch, void, undefined> {
  const at = tail.bytes;
  const opened = await openResult(url, { fetch, signal, at, etag: known.etag });
  if (opened === undefined) {
    return;
  }
  known.etag ??= opened.etag;
  if (known.total !== undefined && opened.total !== undefined && opened.total > known.total) {
    await opened.body.cancel().catch(() => undefined);
    throw fail('bulkChanged', { host: url.host });
  }
  known.total ??= opened.total;
  const reader = opened.body.getReader();
  try {
    let skip = at - opened.start;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const fresh = skip === 0 ? part.value : part.value.subarray(Math.min(skip, part.value.length));
      skip -= part.value.length - fresh.length;
      if (tail.add(fresh) >= batchBytes) {
        yield* tail.take();
      }
    }
  } catch (error) {
    yield* tail.take();
    throw error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  yield* tail.take();
}

/** Judges the end: a line without its newline counts where the result is as long as it should be and the line is whole. */
function* lastLine(url: URL, tail: Tail, total: number | undefined): Generator<LineBatch, void, undefined> {
  const have = tail.bytes;
  if (total !== undefined && have < total) {
    throw fail('bulkTruncated', { have, want: total });
  }
  if (total !== undefined && have > total) {
    throw fail('bulkChanged', { host: url.host });
  }
  const rest = tail.rest();
  if (rest === '') {
    return;
  }
  if (total === undefined || !isJson(rest)) {
    throw fail('bulkLineCut', { have });
  }
  yield { lines: [rest], end: have };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a connection that can't be taken up again means. */
function lost({ host }: URL, cause: unknown, have: number, want: number | undefined): ShopifyError {
  if (cause instanceof ShopifyError) {
    return cause;
  }
  return have > 0 && want !== undefined
    ? fail('bulkTruncated', { have, want }, { cause })
    : fail('connectionFailed', { shop: host, reason: causes(cause) }, { cause });
}
