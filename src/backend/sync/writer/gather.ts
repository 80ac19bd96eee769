import type { LineBatch } from '../../shopify';
import { lineOf, type Line } from '../mapping/line';
import { WriterError } from './failure';

/** Lines for one transaction. */
export interface Gathered {
  readonly lines: readonly Line[];
  /** Bytes of the result up to the end of these lines. */
  readonly end: number;
}

/**
 * Batches of a connection as lines for transactions of `enough` lines. A transaction goes on, up to twice as many, until the
 * next record begins after lines below others: records whose lines are written apart have their figures worked out twice.
 */
export async function* gathered(
  batches: AsyncIterable<LineBatch>,
  { from, enough, entity }: { readonly from: number; readonly enough: number; readonly entity: string }
): AsyncGenerator<Gathered> {
  let lines: Line[] = [];
  let reached = from;
  for await (const batch of batches) {
    const starts = startsOf(batch, reached);
    for (const [at, text] of batch.lines.entries()) {
      const line = parsed(text, entity);
      const end = starts?.[at];
      if (end !== undefined && lines.length >= enough && isSeam(lines.at(-1), line)) {
        yield { lines, end };
        lines = [];
      }
      lines.push(line);
    }
    reached = batch.end;
    if (lines.length >= 2 * enough || (starts === undefined && lines.length >= enough)) {
      yield { lines, end: reached };
      lines = [];
    }
  }
  if (lines.length > 0) {
    yield { lines, end: reached };
  }
}

function isSeam(last: Line | undefined, next: Line): boolean {
  return last?.parent !== undefined && next.parent === undefined;
}

/** Where each line begins; undefined where the lines are not all that the bytes hold: empty lines, bytes that are no text. */
function startsOf({ lines, end }: LineBatch, from: number): number[] | undefined {
  let at = from;
  const starts = lines.map((line) => {
    const start = at;
    at += Buffer.byteLength(line) + 1;
    return start;
  });
  return at === end ? starts : undefined;
}

function parsed(text: string, entity: string): Line {
  let line: Line | undefined;
  try {
    line = lineOf(JSON.parse(text));
  } catch (error) {
    throw new WriterError('unreadable', { entity, reason: 'no JSON', line: 0 }, error);
  }
  if (line === undefined) {
    throw new WriterError('unreadable', { entity, reason: 'no object', line: 0 });
  }
  return line;
}
