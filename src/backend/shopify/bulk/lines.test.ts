import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readBulkLines, type ReadOptions } from './lines';

const url = new URL('https://storage.googleapis.com/result.jsonl');
const signal = new AbortController().signal;

/** Storage that cuts a result into chunks and breaks the connection after some of them. */
function storage(
  text: string,
  { chunk = 7, breaks = 0, ranges = true, length = true, etag = (): string => '"a"' } = {}
) {
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
    const partial = range !== null && ranges;
    const headers = new Headers({
      etag: etag(),
      ...(length ? { 'content-length': String(bytes.length - from) } : {}),
      ...(partial ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${length ? bytes.length : '*'}` } : {}),
    });
    return Promise.resolve(new Response(body, { status: partial ? 206 : 200, headers }));
  };
  return { fetch, asked, size: bytes.length };
}

async function read(options: ReadOptions) {
  const lines: string[] = [];
  const ends: number[] = [];
  for await (const batch of readBulkLines(url, { firstWait: 0, batchBytes: 1, ...options })) {
    lines.push(...batch.lines);
    ends.push(batch.end);
  }
  return { lines, ends };
}

const line = fc.json().filter((text) => !/[\r\n]/.test(text));

describe('lines of a bulk result', () => {
  it('arrive whole, however the bytes are cut and wherever the connection breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.record({
          chunk: fc.integer({ min: 1, max: 40 }),
          breaks: fc.integer({ min: 0, max: 2 }),
          ranges: fc.boolean(),
          length: fc.boolean(),
        }),
        fc.boolean(),
        fc.integer({ min: 1, max: 200 }),
        async (lines, how, last, batchBytes) => {
          const from = storage(lines.join('\n') + (last ? '\n' : ''), how);
          const { lines: got, ends } = await read({ fetch: from.fetch, signal, size: from.size, batchBytes });
          expect(got).toEqual(lines);
          expect(ends.at(-1)).toBe(from.size);
        }
      )
    );
  });

  it('go on from the end of any batch after a stop', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `{"id":${index}}`);
    const from = storage(`${lines.join('\n')}\n`, { chunk: 33 });
    const { ends } = await read({ fetch: from.fetch, signal });
    expect(ends.length).toBeGreaterThan(10);
    for (const end of ends) {
      const before = lines.join('\n').slice(0, end).split('\n').filter(Boolean).length;
      const rest = await read({ fetch: from.fetch, signal, from: end, size: from.size });
      expect(rest.lines).toEqual(lines.slice(before));
    }
  });

  it('are asked for by ranges after a break, not from the beginning', async () => {
    const from = storage('{"id":1}\n'.repeat(100), { breaks: 1 });
    await read({ fetch: from.fetch, signal });
    expect(from.asked[0]).toBeNull();
    expect(from.asked[1]).toMatch(/^bytes=4\d\d-$/);
  });

  it('a result that ends before its size is said to, after its whole lines', async () => {
    const from = storage('{"id":1}\n{"id":', { length: false });
    const lines: string[] = [];
    const reading = async () => {
      for await (const batch of readBulkLines(url, { fetch: from.fetch, signal, size: 400, firstWait: 0 })) {
        lines.push(...batch.lines);
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'bulkTruncated', values: { have: 15, want: 400 } });
    expect(lines).toEqual(['{"id":1}']);
  });

  it.each([
    ['of known size', true],
    ['of unknown size', false],
  ])('a result %s that ends within a line is refused', async (_name, length) => {
    const from = storage('{"id":1}\n{"id":', { length });
    await expect(read({ fetch: from.fetch, signal })).rejects.toMatchObject({
      code: 'bulkLineCut',
      values: { have: 15 },
    });
  });

  it('a result that has become another one is not mixed with the first', async () => {
    let asked = 0;
    const from = storage('{"id":1}\n'.repeat(100), { breaks: 1, etag: () => `"${(asked += 1)}"` });
    await expect(read({ fetch: from.fetch, signal })).rejects.toMatchObject({ code: 'bulkChanged' });
    await expect(read({ fetch: storage('{}\n{}\n').fetch, signal, size: 3 })).rejects.toMatchObject({
      code: 'bulkChanged',
    });
  });

  it('a connection that never comes is an error with its cause', async () => {
    let tries = 0;
    const fetch = () => {
      tries += 1;
      return Promise.reject(new Error('connect ECONNREFUSED'));
    };
    await expect(read({ fetch, signal, tries: 2 })).rejects.toMatchObject({
      code: 'connectionFailed',
      values: { shop: 'storage.googleapis.com', reason: 'connect ECONNREFUSED' },
    });
    expect(tries).toBe(3);
  });

  it('a reader that is stopped says so at once', async () => {
    const controller = new AbortController();
    const from = storage('{"id":1}\n'.repeat(100), { breaks: 100 });
    const reading = async () => {
      for await (const batch of readBulkLines(url, { fetch: from.fetch, signal: controller.signal, batchBytes: 1 })) {
        expect(batch.lines.length).toBeGreaterThan(0);
        controller.abort();
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    [400, 'bulkExpired'],
    [403, 'bulkExpired'],
    [404, 'bulkExpired'],
    [302, 'bulkUrlRefused'],
    [500, 'bulkFileFailed'],
    [503, 'bulkFileFailed'],
  ])('status %i is %s', async (status, code) => {
    const answer = () => Promise.resolve(new Response(null, { status, headers: { location: 'https://a.example' } }));
    await expect(read({ fetch: answer, signal, tries: 1 })).rejects.toMatchObject({ code });
  });

  it('come out of a server that compresses, whole and by parts', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => `{"id":${index},"title":"호박 ${index}"}`);
    const text = `${lines.join('\n')}\n`;
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const from = async (at: number) => {
      const got: string[] = [];
      const here = new URL(`http://127.0.0.1:${port}/`);
      for await (const batch of readBulkLines(here, { signal, from: at, size: Buffer.byteLength(text) })) {
        got.push(...batch.lines);
      }
      return got;
    };
    try {
      expect(await from(0)).toEqual(lines);
      expect(await from(Buffer.byteLength(`${lines.slice(0, 200).join('\n')}\n`))).toEqual(lines.slice(200));
    } finally {
      server.close();
    }
  });
});

const recorded = path.resolve('../shared/fixtures/shopify-payloads/bulk');
const present = existsSync(recorded);
const told = z.object({
  terminalOperation: z.object({ fileSize: z.string(), objectCount: z.string(), rootObjectCount: z.string() }),
});

describe.skipIf(!present)(`recorded results${present ? '' : ` (absent: ${recorded})`}`, () => {
  it.each(['run', 'variantRun', 'products-1456'])('%s has what its operation counted', async (name) => {
    const { terminalOperation } = told.parse(
      JSON.parse(readFileSync(path.join(recorded, `${name}.operation.json`), 'utf8'))
    );
    const from = storage(readFileSync(path.join(recorded, `${name}.jsonl`), 'utf8'), { chunk: 1000 });
    const { lines } = await read({ fetch: from.fetch, signal, size: Number(terminalOperation.fileSize) });
    const rows = lines.map((text) => z.looseObject({ __parentId: z.string().optional() }).parse(JSON.parse(text)));
    expect(rows).toHaveLength(Number(terminalOperation.objectCount));
    expect(rows.filter(({ __parentId: parent }) => parent === undefined)).toHaveLength(
      Number(terminalOperation.rootObjectCount)
    );
  });
});
