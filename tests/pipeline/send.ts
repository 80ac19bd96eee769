import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { push, PushError } from '../../log-readers/push';
import { linesOf } from '../../log-readers/s3/lines';
import { createDrain } from '../../log-readers/vercel/drain';
import { firehoseKey, type Alloy, type Port } from './alloy';

/** What became of a request, and how many lines or records it bore. */
export interface Sent {
  readonly sent: number;
  readonly status: number;
}

const envelope = z.looseObject({ logEvents: z.array(z.looseObject({ message: z.string() })) });
export type Envelope = z.infer<typeof envelope>;

const unzipped = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(gunzipSync(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Ways into the pipeline, each as its own sender would do it. `at` is the time of the first line in milliseconds. */
export function sendersTo(alloy: Alloy, at: () => number) {
  const post = async (url: string, body: string, headers: Record<string, string> = {}): Promise<number> => {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    await response.text();
    return response.status;
  };
  const nsOf = (index: number, shift = 0) => String(BigInt(at() + shift) * 1_000_000n + BigInt(index));

  /** A delivery of Firehose; events of CloudWatch in it get new times, all else stays as it is. */
  const firehose = async (records: readonly Buffer[], key = firehoseKey): Promise<Sent> => {
    let sent = 0;
    const data = records.map((bytes) => {
      const cloudwatch = envelope.safeParse(unzipped(bytes)).data;
      sent += cloudwatch?.logEvents.length ?? 1;
      return cloudwatch === undefined ? bytes : zipped(cloudwatch);
    });
    const body = { requestId: 'r1', timestamp: at(), records: data.map((each) => ({ data: each.toString('base64') })) };
    const status = await post(alloy.at('firehose', '/awsfirehose/api/v1/push'), JSON.stringify(body), {
      'X-Amz-Firehose-Access-Key': key,
      'X-Amz-Firehose-Request-Id': 'r1',
      'X-Amz-Firehose-Source-Arn': 'arn:aws:firehose:ap-northeast-2:123456789012:deliverystream/logs',
    });
    return { sent, status };
  };
  const zipped = ({ logEvents, ...rest }: Envelope): Buffer =>
    gzipSync(
      JSON.stringify({ ...rest, logEvents: logEvents.map((event, index) => ({ ...event, timestamp: at() + index })) })
    );
  const cloudwatch = async (logGroup: string, logStream: string, messages: readonly string[]): Promise<Sent> =>
    firehose([
      zipped({
        messageType: 'DATA_MESSAGE',
        owner: '123456789012',
        logGroup,
        logStream,
        subscriptionFilters: ['shopscope'],
        logEvents: messages.map((message, index) => ({ id: String(index), message })),
      }),
    ]);

  /** Loki's push API. */
  const pushed = async (
    port: Port,
    lines: readonly string[],
    labels: Readonly<Record<string, string>>,
    metadata?: Readonly<Record<string, string>>
  ): Promise<Sent> => {
    const values = lines.map((line, index) => [nsOf(index), line, ...(metadata === undefined ? [] : [metadata])]);
    const body = JSON.stringify({ streams: [{ stream: labels, values }] });
    return { sent: lines.length, status: await post(alloy.at(port, '/loki/api/v1/push'), body) };
  };
  const streams = async (
    port: Port,
    lines: ReadonlyArray<readonly [labels: Readonly<Record<string, string>>, line: string, shift?: number]>
  ) => {
    const body = {
      streams: lines.map(([stream, line, shift], index) => ({ stream, values: [[nsOf(index, shift), line]] })),
    };
    return { sent: lines.length, status: await post(alloy.at(port, '/loki/api/v1/push'), JSON.stringify(body)) };
  };

  /** An object of S3, through the reader for them. */
  const object = async (bytes: Buffer, service: string): Promise<Sent> => {
    const found = { cut: 0, broken: undefined };
    const all = async function* () {
      let index = 0;
      for await (const text of linesOf(Readable.from([bytes]), found)) {
        yield { ns: BigInt(nsOf(index++)), text, labels: { service_name: service } };
      }
    };
    try {
      return { sent: await push({ url: alloy.at('s3', '/loki/api/v1/push'), waits: [] }, all()), status: 204 };
    } catch (error) {
      if (error instanceof PushError) {
        return { sent: 0, status: 500 };
      }
      throw error;
    }
  };

  /** A delivery of Vercel, signed, through the drain that stands before Alloy. */
  const vercel = async (records: readonly unknown[], secret = 'made-up-secret'): Promise<Sent> => {
    const target = { url: alloy.at('vercel', '/loki/api/v1/push'), waits: [] };
    const drain = createDrain({ secret: 'made-up-secret', verify: 'made-up', target, log: () => undefined });
    await new Promise<void>((resolve) => drain.listen(0, '127.0.0.1', resolve));
    const address = drain.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const record = z.looseObject({ timestamp: z.number() });
    const body = records
      .map((each) => {
        const { data } = record.safeParse(each);
        return data
          ? JSON.stringify({ ...data, timestamp: at() })
          : typeof each === 'string'
            ? each
            : JSON.stringify(each);
      })
      .join('\n');
    const signature = createHmac('sha1', secret).update(body).digest('hex');
    try {
      const status = await post(`http://127.0.0.1:${port}/`, body, { 'x-vercel-signature': signature });
      return { sent: records.length, status };
    } finally {
      drain.close();
    }
  };

  const faro = async (body: string): Promise<Sent> => {
    const told = z.object({ logs: z.array(z.unknown()).default([]), exceptions: z.array(z.unknown()).default([]) });
    const { logs, exceptions } = told.parse(JSON.parse(body));
    return { sent: logs.length + exceptions.length, status: await post(alloy.at('browser', '/collect'), body) };
  };

  const otlp = async (
    resource: Readonly<Record<string, string>>,
    records: ReadonlyArray<Readonly<Record<string, unknown>>>
  ): Promise<Sent> => {
    const attributes = Object.entries(resource).map(([key, stringValue]) => ({ key, value: { stringValue } }));
    const logRecords = records.map((record, index) => ({ timeUnixNano: nsOf(index), ...record }));
    const body = { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ scope: {}, logRecords }] }] };
    return { sent: records.length, status: await post(alloy.at('otlp', '/v1/logs'), JSON.stringify(body)) };
  };

  return { firehose, cloudwatch, pushed, streams, object, vercel, faro, otlp };
}

export type Senders = ReturnType<typeof sendersTo>;
