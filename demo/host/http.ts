import type { IncomingMessage, ServerResponse } from 'node:http';

/** One HTTP request with what a route needs of it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Fires when the caller goes away before it has its answer. */
  readonly signal: AbortSignal;
}

/** An error that is the caller's, answered with its status. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const bodyLimit = 16 * 1024 * 1024;

/** The whole body; 413 when it is over 16 MiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const chunk: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += chunk.length;
    if (size > bodyLimit) {
      throw new HttpError(413, 'The request body is over 16 MiB');
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** The body as JSON; 400 when it is none. Only bodies that say they are JSON are read, so that no foreign page can send one. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new HttpError(415, 'The request body must be application/json');
  }
  const body = await readBody(request);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpError(400, 'The request body is no JSON');
  }
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
  });
  response.end(body);
}
