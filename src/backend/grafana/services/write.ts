import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';

/** Writes messages to a streaming call, waiting where the host reads slower than we write; stops when the call is over. */
export async function writeAll<Message>(
  call: ServerWritableStream<object, Message>,
  messages: Iterable<Message> | AsyncIterable<Message>,
  signal: AbortSignal
): Promise<void> {
  for await (const message of messages) {
    if (signal.aborted) {
      return;
    }
    if (!call.write(message)) {
      await Promise.race([once(call, 'drain', { signal }), once(call, 'close')]).catch(() => undefined);
    }
  }
}
