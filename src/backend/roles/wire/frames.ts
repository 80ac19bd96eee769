import { deserialize, serialize } from 'node:v8';

const header = 8;
/** First in every frame: anything else that got into the pipe is noticed at once. */
const mark = 0x53_52_4f_4c;
const largest = 1024 ** 3;

/** A value as bytes, their number before them. */
export function writeFrame(value: unknown): Buffer {
  const payload = serialize(value);
  const frame = Buffer.allocUnsafe(header + payload.length);
  frame.writeUInt32LE(mark, 0);
  frame.writeUInt32LE(payload.length, 4);
  payload.copy(frame, header);
  return frame;
}

/** Finds the frames in a stream of bytes. */
export class FrameReader {
  #parts: Buffer[] = [];
  #length = 0;
  #needed = header;

  /** The values that are complete with these bytes, each read when it is asked for. */
  *read(bytes: Buffer): Generator<unknown, void, void> {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    while (this.#length >= this.#needed) {
      const [first] = this.#parts;
      const all = first !== undefined && this.#parts.length === 1 ? first : Buffer.concat(this.#parts);
      const end = header + payloadLength(all);
      const isWhole = all.length >= end;
      this.#keep(isWhole ? all.subarray(end) : all, isWhole ? header : end);
      if (isWhole) {
        yield deserialize(all.subarray(header, end));
      }
    }
  }

  #keep(rest: Buffer, needed: number): void {
    this.#parts = [rest];
    this.#length = rest.length;
    this.#needed = needed;
  }
}

function payloadLength(frame: Buffer): number {
  const length = frame.readUInt32LE(4);
  if (frame.readUInt32LE(0) !== mark || length > largest) {
    throw new Error('What came is not of this protocol: something else writes to the pipe');
  }
  return length;
}
