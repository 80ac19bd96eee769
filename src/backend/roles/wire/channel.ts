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
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /**
   * Resolves when the message is with the system, or is dropped because the signal aborted.
   * Rejects if the value can't be sent; the other side then sees nothing of it.
   */
  send(message: Message, signal?: AbortSignal): Promise<void> {
    this.#waiting += 1;
    // One that needn't wait goes out before this returns, so that it passes even if its sender blocks then.
    const sent =
      this.#waiting === 1 ? this.#write(message, signal) : this.#last.then(() => this.#write(message, signal));
    const done = () => {
      this.#waiting -= 1;
    };
    this.#last = sent.then(done, done);
    return sent;
  }

  async #write({ kind, id, note, value }: Message, signal: AbortSignal | undefined): Promise<void> {
    const put = (step: string, data: unknown) => this.#sink.write(writeFrame([kind, id, note, step, data]));
    let isWhole = false;
    try {
      for (const [step, data] of cut(value)) {
        if (signal?.aborted === true) {
          return;
        }
        await (put(step, data) ? this.#turns.pause() : this.#sink.drained());
      }
      isWhole = true;
    } finally {
      if (!isWhole) {
        put('drop', undefined);
      }
    }
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
