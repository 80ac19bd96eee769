import { z } from 'zod';

/** An object that has come into a bucket. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
}

const named = z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) });
const fromS3 = z.object({ s3: named });
const fromQueue = z.object({ body: z.string() });
const fromTopic = z.object({ Sns: z.object({ Message: z.string() }) });
const records = z.object({ Records: z.array(z.unknown()) });
const fromBridge = z.object({ 'detail-type': z.string(), detail: named });

/** In notifications of S3 keys are written as in a form; EventBridge leaves them as they are. */
const decoded = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));

/**
 * The objects that an event tells of: S3's own notification, also by SQS or SNS, and EventBridge's. The test event that S3
 * sends when a notification is set up tells of none.
 *
 * @throws Error where the event is none of these: something else calls the function.
 */
export function objectsOf(event: unknown): readonly StoredObject[] {
  const bridged = fromBridge.safeParse(event);
  if (bridged.success) {
    const { bucket, object } = bridged.data.detail;
    return [{ bucket: bucket.name, key: object.key }];
  }
  const many = records.safeParse(event);
  if (many.success) {
    return many.data.Records.flatMap(inRecord);
  }
  if (z.object({ Event: z.literal('s3:TestEvent') }).safeParse(event).success) {
    return [];
  }
  throw new Error(
    'The event is no notification of S3, whether by itself, SQS, SNS or EventBridge: look at what invokes the function.'
  );
}

function inRecord(record: unknown): readonly StoredObject[] {
  const own = fromS3.safeParse(record);
  if (own.success) {
    const { bucket, object } = own.data.s3;
    return [{ bucket: bucket.name, key: decoded(object.key) }];
  }
  const queued = fromQueue.safeParse(record);
  const told = fromTopic.safeParse(record);
  const text = queued.success ? queued.data.body : told.success ? told.data.Sns.Message : undefined;
  if (text === undefined) {
    throw new Error('A record of the event is no notification of S3.');
  }
  return objectsOf(JSON.parse(text));
}
