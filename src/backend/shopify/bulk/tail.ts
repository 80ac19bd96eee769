import { fail } from '../fail';
import type { LineBatch } from './lines';

const newline = 0x0a;
const blank = '\n\n';
/** Bytes of one line at most; a node of Shopify's has some kilobytes. */
const lineLimit = 64 * 1024 * 1024;

/** Bytes of a result that have come and have not been given out yet. */
export class Tail {
  readonly #decoder = new TextDecoder();
  #parts: Uint8Array[] = [];
  #waiting = 0;
  /** Bytes up to the end of the last line that was given out. */
  #end: number;
  #hasLine = false;

  constructor(from: number) {
    this.#end = from;
  }

  /** All bytes so far, from the beginning of the result. */
  get bytes(): number {
    return this.#end + this.#waiting;
  }

  /** Takes bytes in and tells how many wait, 0 while there is no whole line among them. */
  add(bytes: Uint8Array): number {
    if (bytes.length > 0) {
      this.#parts.push(bytes);
      this.#waiting += bytes.length;
      this.#hasLine ||= bytes.includes(newline);
    }
    if (!this.#hasLine && this.#waiting > lineLimit) {
      throw fail('responseTooLarge', { limit: lineLimit / 1024 / 1024 });
    }
    return this.#hasLine ? this.#waiting : 0;
  }

  /** The whole lines that wait, if there are any. */
  *take(): Generator<LineBatch, void, undefined> {
    if (!this.#hasLine) {
      return;
    }
    const [only] = this.#parts;
    const all = only !== undefined && this.#parts.length === 1 ? only : Buffer.concat(this.#parts);
    const cut = all.lastIndexOf(newline);
    const rest = new Uint8Array(all.subarray(cut + 1));
    this.#parts = rest.length === 0 ? [] : [rest];
    this.#waiting = rest.length;
    this.#end += cut + 1;
    this.#hasLine = false;
    const text = this.#decoder.decode(all.subarray(0, cut));
    const lines = text.split('\n');
    const odd = text === '' || text.startsWith('\n') || text.endsWith('\n') || text.includes(blank);
    yield { lines: odd ? lines.filter((line) => line !== '') : lines, end: this.#end };
  }

  /** What has no newline yet. */
  rest(): string {
    return this.#decoder.decode(Buffer.concat(this.#parts));
  }
}
