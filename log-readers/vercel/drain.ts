import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { push, PushError, type Target } from '../push';
import { linesOf } from './records';

/** What Vercel shows when a drain is made. */
export interface Drain {
  /** Signs each delivery: HMAC-SHA1 of the body in `x-vercel-signature`. */
  readonly secret: string;
  /** Answered in `x-vercel-verify`, by which Vercel knows that the endpoint is the customer's. */
  readonly verify: string;
  readonly target: Target;
  /** One line of JSON for what is worth telling. */
  readonly log: (entry: Readonly<Record<string, unknown>>) => void;
}

const maxBody = 10_000_000;

class TooLong extends Error {}

/**
 * An endpoint for a Vercel drain that passes deliveries on to Alloy. 401 where the signature is wrong, 413 beyond 10 MB,
 * 502 where Alloy does not take the lines (Vercel delivers again).
 */
export function createDrain({ secret, verify, target, log }: Drain): Server {
  if (secret === '' || verify === '') {
    throw new Error(
      'The secret and the verification code of the drain are needed: Vercel shows both where it is made.'
    );
  }
  const answer = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') {
      return request.method === 'GET' || request.method === 'HEAD' ? 200 : 405;
    }
    const body = await bodyOf(request);
    if (!isSigned(body, secret, request.headers['x-vercel-signature'])) {
      log({ level: 'warn', msg: 'delivery refused: its signature is not made with the secret of the drain' });
      return 401;
    }
    const { lines, bad } = linesOf(body.toString('utf8'));
    if (bad > 0) {
      log({ level: 'warn', msg: 'records left out: they are no JSON, or bear no time', bad });
    }
    await push(target, lines);
    return 200;
  };
  return createServer((request, response) => {
    response.setHeader('x-vercel-verify', verify);
    answer(request).then(
      (status) => response.writeHead(status).end(),
      (error: unknown) => {
        const status = error instanceof TooLong ? 413 : error instanceof PushError ? 502 : 500;
        log({ level: 'error', msg: error instanceof Error ? error.message : 'unknown error', status });
        response.writeHead(status, { Connection: 'close' }).end();
      }
    );
  });
}

function isSigned(body: Buffer, secret: string, signature: string | string[] | undefined): boolean {
  const expected = createHmac('sha1', secret).update(body).digest();
  const given =
    typeof signature === 'string' && /^[0-9a-f]{40}$/i.test(signature) ? Buffer.from(signature, 'hex') : undefined;
  return given !== undefined && timingSafeEqual(expected, given);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = z.instanceof(Buffer).parse(chunk);
    length += bytes.length;
    if (length > maxBody) {
      throw new TooLong(`a delivery is longer than ${maxBody} bytes`);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
