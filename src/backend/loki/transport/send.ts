import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as secureRequest, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { LogError } from '../errors';
import type { LokiEndpoint } from '../types';
import { reasonOf, wayFault } from './faults';
import type { Place } from './place';
import { addressesOf, type Resolve } from './resolve';

/** One answer, whatever its status. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | undefined;
  readonly location: string | undefined;
  readonly text: string;
  readonly bytes: number;
}

export interface Sending {
  /** Below the place's prefix, e.g. `/loki/api/v1/query_range`. */
  readonly path: string;
  /** Sent as a form by POST; left out: GET. */
  readonly form?: URLSearchParams;
  readonly signal: AbortSignal;
  /** Bytes of the answer at most. */
  readonly maxBytes: number;
}

/** The way to one Loki. Redirects are not followed: credentials must not go where they point. */
export interface Way {
  /** Throws `LogError` for everything that is not an answer; the signal's reason when that is aborted. */
  send(sending: Sending): Promise<Reply>;
  dispose(): void;
}

/** Keeps connections of one endpoint. */
export function wayTo(endpoint: LokiEndpoint, place: Place, resolve: Resolve): Way {
  const agent = place.secure
    ? new SecureAgent({ keepAlive: true, maxSockets: 8 })
    : new PlainAgent({ keepAlive: true, maxSockets: 8 });
  const request = place.secure ? secureRequest : plainRequest;
  const headers = headersOf(endpoint, place);
  const tls = place.secure ? tlsOf(endpoint, place) : {};

  const connect = (address: string, { path, form, signal, maxBytes }: Sending) =>
    new Promise<Reply>((resolveReply, reject) => {
      const body = form?.toString();
      const options: RequestOptions = {
        ...tls,
        agent,
        signal,
        host: address,
        port: place.port,
        path: `${place.prefix}${path}`,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...headers,
          ...(body === undefined
            ? {}
            : { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }),
        },
      };
      const sent = request(options, (message) => {
        readReply(message, maxBytes).then(resolveReply, (error: unknown) => {
          sent.destroy();
          reject(error instanceof Error ? error : new Error(String(error)));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });

  return {
    async send(sending) {
      try {
        const addresses = await unlessAborted(addressesOf(place.host, resolve), sending.signal);
        return await firstThatConnects(addresses, (address) => connect(address, sending));
      } catch (error) {
        sending.signal.throwIfAborted();
        throw wayFault(place.authority, error);
      }
    },
    dispose: () => agent.destroy(),
  };
}

function headersOf({ auth, tenant }: LokiEndpoint, place: Place): Readonly<Record<string, string>> {
  return {
    Host: place.authority,
    Accept: 'application/json',
    'Accept-Encoding': 'identity',
    'User-Agent': 'Shopscope',
    // Without it, structured metadata is mixed into the labels of the stream.
    'X-Loki-Response-Encoding-Flags': 'categorize-labels',
    ...(tenant === undefined || tenant === '' ? {} : { 'X-Scope-OrgID': tenant }),
    ...(auth.kind === 'basic'
      ? { Authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}` }
      : {}),
    ...(auth.kind === 'bearer' ? { Authorization: `Bearer ${auth.token}` } : {}),
  };
}

function tlsOf({ tls = {} }: LokiEndpoint, { host }: Place): RequestOptions {
  const name = tls.serverName === undefined || tls.serverName === '' ? host : tls.serverName;
  return {
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(tls.skipVerify === true ? { rejectUnauthorized: false } : {}),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
  };
}

async function readReply(message: IncomingMessage, maxBytes: number): Promise<Reply> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const announced = Number(message.headers['content-length'] ?? 0);
  const tooLarge = () => new LogError('answerTooLarge', { limit: Math.round(maxBytes / 1024 / 1024) });
  if (announced > maxBytes) {
    throw tooLarge();
  }
  try {
    for await (const chunk of message) {
      const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      bytes += part.length;
      if (bytes > maxBytes) {
        throw tooLarge();
      }
      chunks.push(part);
    }
  } catch (cause) {
    throw cause instanceof LogError ? cause : new LogError('truncatedBody', {}, cause);
  }
  if (bytes < announced) {
    throw new LogError('truncatedBody');
  }
  const header = (name: string) => {
    const value = message.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return {
    status: message.statusCode ?? 0,
    contentType: header('content-type') ?? '-',
    retryAfter: header('retry-after'),
    location: header('location'),
    text: Buffer.concat(chunks).toString('utf8'),
    bytes,
  };
}

/** A name may have addresses that nobody listens at; the next one is tried then. */
async function firstThatConnects(
  addresses: readonly string[],
  connect: (address: string) => Promise<Reply>
): Promise<Reply> {
  let last: unknown = new Error('no address');
  for (const address of addresses.slice(0, 4)) {
    try {
      return await connect(address);
    } catch (error) {
      last = error;
      if (!/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ConnectionRefused/.test(reasonOf(error))) {
        throw error;
      }
    }
  }
  throw last;
}

/** A name server that does not answer must not hold a call. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
