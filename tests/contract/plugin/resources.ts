import { setTimeout as sleep } from 'node:timers/promises';
import {
  decodeFrame,
  encodeFrame,
  type CallContext,
  type ResourcePart,
  type ResourceRequest,
} from '../../../src/backend/grafana';
import type { State } from './queries';

async function* chunks(): AsyncGenerator<ResourcePart> {
  yield { status: 200, headers: { 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] }, body: 'first\n' };
  for (const line of ['second\n', 'third\n']) {
    await sleep(10);
    yield { body: line };
  }
}

/** Answers the test resources by their path. */
export function resource(
  _context: CallContext,
  request: ResourceRequest,
  state: State
): AsyncIterable<ResourcePart> | ResourcePart {
  switch (request.path) {
    case 'echo':
      return { status: 200, body: `${request.method} ${request.url} ${request.body.length}` };
    case 'chunks':
      return chunks();
    case 'big':
      return {
        status: 200,
        body: new Uint8Array(Number(new URL(request.url, 'http://plugin').searchParams.get('bytes'))),
      };
    case 'recode':
      return { status: 200, body: encodeFrame(decodeFrame(request.body)) };
    case 'counts':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(state) };
    case 'memory':
      return { status: 200, body: String(process.memoryUsage.rss()) };
    case 'die':
      process.kill(process.pid, 'SIGKILL');
      return {};
    case 'reject':
      void Promise.reject(new Error('nobody waits for this'));
      return { status: 202 };
    default:
      throw new Error(`no resource ${request.path}`);
  }
}
