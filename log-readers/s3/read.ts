import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { push, type Line, type Target } from '../push';
import type { StoredObject } from './events';
import { linesOf, type Findings } from './lines';
import { timeOf } from './time';

/** What became of an object. */
export interface ReadObject extends StoredObject {
  readonly lines: number;
  readonly cut: number;
  readonly broken: string | undefined;
}

/** What lines of an object are labelled with: `service` for all, or the first folder of the object's key. */
export interface Labelling {
  readonly service?: string | undefined;
  readonly environment?: string | undefined;
}

/**
 * Reads an object's lines and pushes them to Alloy, in their order: lines of the same millisecond are told apart by
 * nanoseconds, so that Loki does not take them for one.
 *
 * @throws PushError where Alloy does not take them, errors of S3 where the object can't be had: the event is to come again.
 */
export async function readObject(
  s3: S3Client,
  { bucket, key }: StoredObject,
  target: Target,
  { service, environment }: Labelling
): Promise<ReadObject> {
  const { Body, LastModified } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const findings: Findings = { cut: 0, broken: undefined };
  if (!(Body instanceof Readable)) {
    return { bucket, key, lines: 0, ...findings };
  }
  const written = LastModified?.getTime() ?? Date.now();
  const labels = {
    service_name: service ?? (key.includes('/') ? (key.split('/')[0] ?? bucket) : bucket),
    ...(environment !== undefined && { environment }),
  };
  const all = async function* (): AsyncGenerator<Line> {
    let index = 0n;
    for await (const text of linesOf(Body, findings)) {
      yield { ns: BigInt(Math.trunc(timeOf(text, written))) * 1_000_000n + (index++ % 1_000_000n), text, labels };
    }
  };
  const lines = await push(target, all());
  return { bucket, key, lines, ...findings };
}
