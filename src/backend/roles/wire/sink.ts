import type { Writable } from 'node:stream';
import type { Sink } from './channel';

/** A stream as a sink: what is written once it is closed is lost, which the end of the process tells everybody anyway. */
export function sinkOf(stream: Writable, write = stream.write.bind(stream)): Sink {
  stream.on('error', () => undefined);
  return {
    write: (bytes) => stream.destroyed || write(bytes),
    drained: () =>
      new Promise((resolve) => {
        if (stream.destroyed) {
          resolve();
          return;
        }
        const done = () => {
          stream.off('drain', done);
          stream.off('close', done);
          resolve();
        };
        stream.once('drain', done);
        stream.once('close', done);
      }),
  };
}
