import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBulkLines, type ReadOptions } from './lines';

const url = new URL('https://storage.googleapis.com/result.jsonl');
const signal = new AbortController().signal;

/** Storage that cuts a result into chunks and breaks the connection after some of them. */
function storage(text: string, { chunk = 7, breaks = 0, ranges = true, length = true } = {}) {
  const bytes = new TextEncoder().encode(text);
  let broken = 0;
  const asked: Array<string | null> = [];
  const fetch: ReadOptions['fetch'] = (_url, init) => {
    const range = new Headers(init.headers).get('range');
    asked.push(range);
    const from = ranges && range !== null ? Number(/bytes=(\d+)-/.exec(range)?.[1]) : 0;
    if (from >= bytes.length && bytes.length > 0) {
      return Promise.resolve(new Response(null, { status: 416 }));
    }
    let at = from;
    const breakAt = broken < breaks ? from + Math.ceil((bytes.length - from) / 2) : Infinity;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= breakAt) {
          broken += 1;
          controller.error(new Error('reset'));
        } else if (at >= bytes.length) {
          controller.close();
        } else {
          controller.enqueue(bytes.slice(at, Math.min(bytes.length, at + chunk)));
          at += chunk;
        }
      },
    });
    const headers = new Headers(length ? { 'content-length': String(bytes.length - from) } : {});
    return Promise.resolve(new Response(body, { status: from > 0 || (range !== null && ranges) ? 206 : 200, headers }));
  };
  return { fetch, asked, size: bytes.length };
}

async function read(options: ReadOptions) {
  const lines: string[] = [];
  const ends: number[] = [];
  for await (const batch of readBulkLines(url, options)) {
    lines.push(...batch.lines);
    ends.push(batch.end);
  }
  return { lines, ends };
}

const line = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\n\r]/.test(text));

describe('lines of a bulk result', () => {
  it('arrive whole, however the bytes are cut and wherever the connection breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 2 }),
        fc.boolean(),
        fc.boolean(),
        async (lines, chunk, breaks, ranges, last) => {
          const from = storage(lines.join('\n') + (last ? '\n' : ''), { chunk, breaks, ranges });
          expect((await read({ fetch: from.fetch, signal, size: from.size })).lines).toEqual(lines);
        }
      )
    );
  });

  it('go on from the end of a batch after a stop', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `{"id":${index}}`);
    const from = storage(`${lines.join('\n')}\n`, { chunk: 33 });
    const { ends } = await read({ fetch: from.fetch, signal });
    for (const end of ends) {
      const before = lines.join('\n').slice(0, end).split('\n').filter(Boolean).length;
      const rest = await read({ fetch: from.fetch, signal, from: end, size: from.size });
      expect(rest.lines).toEqual(lines.slice(before));
    }
  });

  it('a result that ends early is said to', async () => {
    const from = storage('{"id":1}\n{"id":', { length: false });
    await expect(read({ fetch: from.fetch, signal, size: 400 })).rejects.toMatchObject({
      code: 'bulkTruncated',
      values: { have: 15, want: 400 },
    });
  });

  it('a connection that breaks for good is an error', async () => {
    const from = storage('{"id":1}\n'.repeat(40), { breaks: 1000, ranges: false });
    await expect(read({ fetch: from.fetch, signal })).rejects.toMatchObject({ code: 'truncatedBody' });
  });

  it.each([
    [403, 'bulkExpired'],
    [404, 'bulkExpired'],
    [302, 'bulkUrlRefused'],
    [500, 'httpStatus'],
  ])('status %i is %s', async (status, code) => {
    const answer = () => Promise.resolve(new Response(null, { status, headers: { location: 'https://a.example' } }));
    await expect(read({ fetch: answer, signal })).rejects.toMatchObject({ code });
  });
});
