import { Console } from 'node:console';
import { sinkOf } from '../wire/sink';
import type { Sink } from '../wire/channel';

/** Takes stdout for the answers: what anybody else prints goes to stderr instead. */
export function ownStdout(): Sink {
  const sink = sinkOf(process.stdout, process.stdout.write.bind(process.stdout));
  process.stdout.write = process.stderr.write.bind(process.stderr);
  globalThis.console = new Console(process.stderr, process.stderr);
  return sink;
}
