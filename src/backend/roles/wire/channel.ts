import { z } from 'zod';
import { Assembler } from './assemble';
import { cut } from './cut';
import { FrameReader, writeFrame } from './frames';
import { Turns } from './turns';

/** Where frames are written to. */
export interface Sink {
  write(bytes: Uint8Array): boolean;
  /** Resolves when the sink takes more, or is closed. */
  drained(): Promise<void>;
}

/** A message: what it is, the call it belongs to (0: none), a figure beside it and the value it carries. */
export interface Message {
  readonly kind: string;
  readonly id: number;
  readonly note: number;
  readonly value: unknown;
}

const frame = z.tuple([z.string(), z.int(), z.number(), z.string(), z.unknown()]);

/** Sends values of any size, whole and in turn, and reads them, without holding the event loop for long. */
export class Channel {
  readonly #sink: Sink;
  readonly #turns = new Turns();
  readonly #queue: Array<() => void> = [];
  #isSending = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /**
   * Resolves when the message is with the system, or is dropped because the signal aborted.
   * Rejects if the value can't be sent; the other side then sees nothing of it.
   * A short message that needn't wait for another is out before this returns, so that it passes even if its sender blocks.
   */
  async send({ kind, id, note, value }: Message, signal?: AbortSignal): Promise<void> {
    if (this.#isSending) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    this.#isSending = true;
    const put = (step: string, data: unknown) => this.#sink.write(writeFrame([kind, id, note, step, data]));
    let isTaken = true;
    let isWhole = false;
    try {
      const pieces = cut(value);
      for (let next = pieces.next(); !next.done && signal?.aborted !== true;) {
        isTaken = put(...next.value);
        next = pieces.next();
        isWhole = next.done === true;
        if (!isWhole) {
          await this.#passed(isTaken);
        }
      }
    } finally {
      if (!isWhole) {
        put('drop', undefined);
      }
      this.#handOver();
    }
    await this.#passed(isTaken);
  }

  #passed(isTaken: boolean): Promise<void> {
    return isTaken ? this.#turns.pause() : this.#sink.drained();
  }

  #handOver(): void {
    const next = this.#queue.shift();
    this.#isSending = next !== undefined;
    next?.();
  }

  /** Reads messages until the stream ends. The next is read when `take` is done with one. */
  async listen(stream: AsyncIterable<Buffer>, take: (message: Message) => void | Promise<void>): Promise<void> {
    const frames = new FrameReader();
    const assembler = new Assembler();
    for await (const bytes of stream) {
      for (const each of frames.read(bytes)) {
        const [kind, id, note, step, data] = frame.parse(each);
        if (step === 'drop') {
          assembler.drop();
          continue;
        }
        const assembled = assembler.add(step, data);
        if (assembled.done) {
          await take({ kind, id, note, value: assembled.value });
        }
        await this.#turns.pause();
      }
    }
  }
}
