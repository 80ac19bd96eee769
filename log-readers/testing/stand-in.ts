import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Line } from '../push';

/** Something that takes lines as Alloy does. */
export interface StandIn {
  readonly url: string;
  readonly lines: Line[];
  /** What the next requests are answered with, in place of taking their lines. */
  readonly answers: number[];
  readonly close: () => Promise<void>;
}

const names = z.record(z.string(), z.string());
const value = z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), names])]);
const pushed = z.object({ streams: z.array(z.object({ stream: names, values: z.array(value) })) });

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('the server does not listen');
  }
  return address.port;
}

export async function alloyStandIn(): Promise<StandIn> {
  const lines: Line[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const answer = answers.shift();
      if (answer === undefined) {
        for (const { stream, values } of pushed.parse(JSON.parse(body)).streams) {
          lines.push(
            ...values.map(([ns, line, metadata]) => ({
              ns: BigInt(ns),
              text: line,
              labels: stream,
              ...(metadata && { metadata }),
            }))
          );
        }
      }
      response.writeHead(answer ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}/loki/api/v1/push`,
    lines,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
