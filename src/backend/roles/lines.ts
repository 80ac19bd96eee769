import type { Readable } from 'node:stream';

/** Longer lines are passed on in parts. */
const longest = 8 * 1024;

/** Passes on the lines of a stream, the last one even if it doesn't end; resolves when the stream does. */
export function readLines(stream: Readable, take: (line: string) => void): Promise<void> {
  let rest = '';
  const pass = (line: string) => {
    if (line.trim() !== '') {
      take(line);
    }
  };
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach(pass);
    if (rest.length > longest) {
      pass(rest);
      rest = '';
    }
  });
  return new Promise((resolve) => {
    stream.on('error', () => undefined);
    stream.on('close', () => {
      pass(rest);
      resolve();
    });
  });
}
