import { fail } from '../fail';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A result whose bytes begin to come. */
export interface Opened {
  readonly body: ReadableStream<Uint8Array>;
  /** Byte of the result that the body begins with: 0 where the server has no ranges. */
  readonly start: number;
  /** Bytes of the whole result, where the server tells. */
  readonly total: number | undefined;
  readonly etag: string | undefined;
}

interface Request {
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
  /** Byte to begin with. */
  readonly at: number;
  /** What the server called the result when it was begun. */
  readonly etag: string | undefined;
}

/** Asks for a result from a byte on; undefined where there is nothing from there on. One try. */
export async function openResult(url: URL, request: Request): Promise<Opened | undefined> {
  const { fetch, signal, at, etag } = request;
  // Places in the result are places in what is sent only while it is not compressed on its way.
  const headers = { 'accept-encoding': 'identity', ...(at === 0 ? {} : { range: `bytes=${at}-` }) };
  const response = await fetch(url.href, { signal, headers, redirect: 'manual' });
  const { body, status } = response;
  if ((status !== 200 && status !== 206) || body === null) {
    await body?.cancel().catch(() => undefined);
    if (status === 416 || status === 204 || response.ok) {
      return undefined;
    }
    throw refusal(url, response);
  }
  const told = response.headers.get('etag') ?? undefined;
  const encoded = (response.headers.get('content-encoding') ?? 'identity') !== 'identity';
  const range = status === 206 ? rangeOf(response) : undefined;
  if ((etag !== undefined && told !== undefined && told !== etag) || (status === 206 && range?.start !== at)) {
    await body.cancel().catch(() => undefined);
    throw fail('bulkChanged', { host: url.host });
  }
  if (encoded && status === 206) {
    // Part of a compressed result: of no use, so all of it is read again and what is known is skipped.
    await body.cancel().catch(() => undefined);
    return await openResult(url, { ...request, at: 0, etag });
  }
  const total = range === undefined ? lengthOf(response, encoded) : range.total;
  return { body, start: range?.start ?? 0, total, etag: told };
}

/** `Content-Length`; of a compressed body it says nothing of the result. */
function lengthOf({ headers }: Response, encoded: boolean): number | undefined {
  const length = headers.get('content-length');
  return encoded || length === null || !/^\d+$/.test(length) ? undefined : Number(length);
}

/** `Content-Range: bytes 9-99/100`; the whole may be unknown (`*`). */
function rangeOf({ headers }: Response): { readonly start: number; readonly total: number | undefined } | undefined {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  return start === undefined
    ? undefined
    : { start: Number(start), total: total === '*' || total === undefined ? undefined : Number(total) };
}

/** Storage answers so once a signature has run out or the file was removed. */
const gone = new Set([400, 401, 403, 404, 410]);

function refusal(url: URL, response: Response): Error {
  const { status, headers } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const target = headers.get('location') ?? '';
    return fail('bulkUrlRefused', { host: URL.canParse(target, url) ? new URL(target, url).host : '-' });
  }
  return gone.has(status) ? fail('bulkExpired', { status }) : fail('bulkFileFailed', { host: url.host, status });
}
