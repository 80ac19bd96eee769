import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';

/** Longest line in characters; Alloy cuts shorter still, this only bounds memory. */
const longest = 1_000_000;

/** What reading came upon beside lines. */
export interface Findings {
  /** Lines longer than a million characters, of which the beginning was kept. */
  cut: number;
  /** Why reading ended early: a gzip that is truncated or broken. Lines before that were given. */
  broken: string | undefined;
}

/**
 * The lines of an object: gzip where its first bytes say so, whatever its name says. Blank lines are left out. Of an
 * object that is broken, what can be read is read.
 */
export async function* linesOf(body: Readable, findings: Findings): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let [rest, skipping] = ['', false];
  const take = function* (text: string): Generator<string> {
    const parts = (rest + text).split(/\r\n|\n/);
    rest = parts.pop() ?? '';
    for (const part of parts) {
      if (!skipping && part.trim() !== '') {
        yield cutOf(part, findings);
      }
      skipping = false;
    }
    if (rest.length > longest) {
      if (!skipping) {
        yield cutOf(rest, findings);
      }
      [rest, skipping] = ['', true];
    }
  };
  try {
    for await (const chunk of unpacked(body)) {
      yield* take(decoder.write(chunk));
    }
  } catch (error) {
    if (!isBroken(error)) {
      throw error;
    }
    findings.broken = error.message;
  }
  yield* take(`${decoder.end()}\n`);
}

function cutOf(line: string, findings: Findings): string {
  findings.cut += line.length > longest ? 1 : 0;
  return line.slice(0, longest);
}

/** Errors of zlib bear codes of their own; those of the network are the caller's to try again. */
function isBroken(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^Z_|^ERR_.*ZLIB/.test(String(error.code));
}

async function* unpacked(body: Readable): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done === true) {
      break;
    }
    head = Buffer.concat([head, next.value]);
  }
  const whole = (async function* () {
    yield head;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      yield next.value;
    }
  })();
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip();
  const feed = (async () => {
    try {
      for await (const chunk of whole) {
        if (gunzip.destroyed) {
          return;
        }
        if (!gunzip.write(chunk)) {
          await new Promise<void>((resolve) => {
            gunzip.once('drain', resolve).once('close', resolve);
          });
        }
      }
      gunzip.end();
    } catch (error) {
      gunzip.destroy(error instanceof Error ? error : new Error('the object could not be read'));
    }
  })();
  yield* gunzip;
  await feed;
}
