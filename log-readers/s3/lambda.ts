/** The function that S3 calls for each new object: application logs as gzip or plain text, NDJSON or not, go to Alloy. */
import { S3Client } from '@aws-sdk/client-s3';
import { objectsOf } from './events';
import { readObject } from './read';

const s3 = new S3Client({});

/**
 * Environment: `ALLOY_PUSH_URL`; `SERVICE_NAME` for all objects, else the first folder of their keys; `ENVIRONMENT`.
 *
 * @throws where an object can't be read or Alloy does not take it: Lambda calls again, and gives up to the dead-letter queue.
 */
export async function handler(event: unknown): Promise<void> {
  const { ALLOY_PUSH_URL: url, SERVICE_NAME: service, ENVIRONMENT: environment } = process.env;
  if (url === undefined || url === '') {
    throw new Error(
      'ALLOY_PUSH_URL is not set: give the address of Alloy, such as http://alloy:3501/loki/api/v1/push.'
    );
  }
  for (const object of objectsOf(event)) {
    const read = await readObject(s3, object, { url }, { service, environment });
    console.log(JSON.stringify({ level: read.broken === undefined ? 'info' : 'warn', msg: 'object read', ...read }));
  }
}
