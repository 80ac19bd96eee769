import type { ErrorSource } from '../errors';

/** The answer to one query. */
export interface QueryAnswer {
  readonly refId: string;
  /** Arrow files. */
  readonly frames: readonly Uint8Array[];
  readonly status: number;
  readonly error?: string;
  readonly source?: ErrorSource;
}

/** Wire type 2: a length, and so many bytes. */
const tag = (field: number) => (field << 3) | 2;
const statusTag = 4 << 3;

function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
}

const textSize = (text: string) => Buffer.byteLength(text);
const fieldSize = (bytes: number) => 1 + varintSize(bytes) + bytes;
const optionalSize = (bytes: number) => (bytes === 0 ? 0 : fieldSize(bytes));

function responseSize({ frames, status, error = '', source }: QueryAnswer): number {
  const ofFrames = frames.reduce((sum, frame) => sum + fieldSize(frame.length), 0);
  return ofFrames + optionalSize(textSize(error)) + 1 + varintSize(status) + optionalSize(source?.length ?? 0);
}

/** Writes protobuf fields into a buffer of the right size. */
class Writer {
  readonly buffer: Buffer;
  #at = 0;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.#at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.buffer[this.#at++] = rest;
  }

  head(field: number, length: number): void {
    this.varint(tag(field));
    this.varint(length);
  }

  bytes(field: number, value: Uint8Array): void {
    this.head(field, value.length);
    this.buffer.set(value, this.#at);
    this.#at += value.length;
  }

  /** A string, also where it is empty. */
  string(field: number, value: string): void {
    this.head(field, textSize(value));
    this.#at += this.buffer.write(value, this.#at);
  }

  /** A string, left out where it is empty. */
  text(field: number, value: string): void {
    if (value !== '') {
      this.string(field, value);
    }
  }
}

/**
 * Encodes `QueryDataResponse { responses: map<string, DataResponse> }` by hand, frames copied once: this is what every panel
 * waits for. The generated codec copies each frame three times.
 */
export function encodeQueryDataResponse(answers: readonly QueryAnswer[]): Buffer {
  const sizes = answers.map((answer) => {
    const response = responseSize(answer);
    return { response, entry: fieldSize(textSize(answer.refId)) + fieldSize(response) };
  });
  const writer = new Writer(sizes.reduce((sum, { entry }) => sum + fieldSize(entry), 0));
  answers.forEach((answer, index) => {
    const { entry = 0, response = 0 } = sizes[index] ?? {};
    const { refId, frames, status, error = '', source } = answer;
    writer.head(1, entry);
    writer.string(1, refId);
    writer.head(2, response);
    for (const frame of frames) {
      writer.bytes(1, frame);
    }
    writer.text(2, error);
    writer.varint(statusTag);
    writer.varint(status);
    writer.text(5, source ?? '');
  });
  return writer.buffer;
}
