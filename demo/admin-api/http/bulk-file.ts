import type { BulkJob } from '../bulk/job';
import type { Shop } from '../shop';
import { notFound } from './fault-replies';
import type { Reply } from './reply';

const path = /^\/bulk\/([0-9a-f]+)\/(\d+)\.jsonl$/;

/** Path of a job's result below a shop's address. */
export function bulkFilePath(job: { readonly secret: string; readonly number: number }): string {
  return `/bulk/${job.secret}/${job.number}.jsonl`;
}

export interface FileRequest {
  readonly now: number;
  /** Milliseconds for which an address is good. */
  readonly lifetime: number;
  /** `Range` header. */
  readonly range: string | undefined;
}

/**
 * The result of a bulk operation, or a range of it; undefined where the path is something else. No token is asked for: the
 * path is the key. An address that has run out is refused as the file store does it.
 */
export function answerBulkFile(shop: Shop, rest: string, request: FileRequest): Reply | undefined {
  const [, secret, number] = path.exec(rest) ?? [];
  if (secret === undefined) {
    return undefined;
  }
  const job = shop.sessions
    .flatMap(({ bulk }) => bulk.all)
    .find((each) => each.secret === secret && each.number === Number(number));
  if (job === undefined || !['COMPLETED', 'FAILED', 'EXPIRED'].includes(job.statusAt(request.now))) {
    return notFound();
  }
  const since = request.now - (job.completedAt(request.now) ?? request.now);
  return since > request.lifetime || job.spoiled.addressExpired === true ? expired() : part(job, request.range);
}

function part(job: BulkJob, range: string | undefined): Reply {
  const whole = job.file();
  const headers = { ETag: `"${job.secret}"`, 'Accept-Ranges': 'bytes' };
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) {
    return { status: 200, body: whole, type: 'jsonl', headers };
  }
  if (from >= whole.length) {
    return { status: 416, body: '', type: 'text', headers: { ...headers, 'Content-Range': `bytes */${whole.length}` } };
  }
  const told = `bytes ${from}-${whole.length - 1}/${whole.length}`;
  return { status: 206, body: whole.subarray(from), type: 'jsonl', headers: { ...headers, 'Content-Range': told } };
}

function expired(): Reply {
  const body =
    "<?xml version='1.0' encoding='UTF-8'?><Error><Code>ExpiredToken</Code><Message>Invalid argument.</Message></Error>";
  return { status: 400, body, type: 'xml' };
}
