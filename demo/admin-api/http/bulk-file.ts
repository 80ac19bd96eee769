import type { Shop } from '../shop';
import { notFound } from './fault-replies';
import type { Reply } from './reply';

const path = /^\/bulk\/([0-9a-f]+)\/(\d+)\.jsonl$/;

/** Path of a job's result below a shop's address. */
export function bulkFilePath(job: { readonly secret: string; readonly number: number }): string {
  return `/bulk/${job.secret}/${job.number}.jsonl`;
}

/** The result of a bulk operation; undefined where the path is something else. No token is asked for: the path is the key. */
export function answerBulkFile(shop: Shop, rest: string, now: number): Reply | undefined {
  const [, secret, number] = path.exec(rest) ?? [];
  if (secret === undefined) {
    return undefined;
  }
  const job = shop.sessions
    .flatMap(({ bulk }) => bulk.all)
    .find((each) => each.secret === secret && each.number === Number(number));
  if (job === undefined || !['COMPLETED', 'FAILED'].includes(job.statusAt(now))) {
    return notFound();
  }
  return { status: 200, body: job.output.chunks.join(''), type: 'jsonl' };
}
