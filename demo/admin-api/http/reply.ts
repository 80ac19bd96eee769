import type { ServerResponse } from 'node:http';

/** An HTTP answer before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  readonly type: 'json' | 'html' | 'text' | 'jsonl' | 'xml';
}

const types = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  jsonl: 'application/jsonl',
  xml: 'application/xml; charset=UTF-8',
};

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body: JSON.stringify(value), type: 'json', headers };
}

/** How much of a reply arrives: all of it, half of it in good form (`truncated`), or half of it and a cut line. */
export type Delivery = 'whole' | 'truncated' | 'cut';

export function send(response: ServerResponse, reply: Reply, delivery: Delivery = 'whole'): void {
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : reply.body;
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const headers = { 'Content-Type': types[reply.type], ...reply.headers };
  if (delivery === 'whole') {
    response.writeHead(reply.status, { ...headers, 'Content-Length': bytes.length }).end(bytes);
  } else if (delivery === 'truncated') {
    response.writeHead(reply.status, { ...headers, 'Content-Length': half.length }).end(half);
  } else {
    response.writeHead(reply.status, { ...headers, 'Content-Length': bytes.length });
    response.write(half, () => response.destroy());
  }
}

export function htmlPage(status: number, title: string, text: string): Reply {
  const body = `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  return { status, body, type: 'html' };
}
