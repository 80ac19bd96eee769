import { setTimeout as sleep } from 'node:timers/promises';
import type { CallContext, Frame, StreamRequest, SubscribeStatus } from '../../../src/backend/grafana';
import { wave } from './queries';

/** Every path but `denied` and `missing` can be subscribed to. */
export function subscribe(
  _context: CallContext,
  request: StreamRequest
): Promise<{ status: SubscribeStatus; initial?: Frame }> {
  if (request.path === 'denied') {
    return Promise.resolve({ status: 'permission-denied' });
  }
  return Promise.resolve(request.path === 'missing' ? { status: 'not-found' } : { status: 'ok', initial: wave(1) });
}

/** A frame every ten milliseconds until the stream is cancelled. */
export async function* runStream(context: CallContext): AsyncGenerator<Frame> {
  for (let rows = 1; !context.signal.aborted; rows++) {
    yield wave(rows);
    await sleep(10);
  }
}
