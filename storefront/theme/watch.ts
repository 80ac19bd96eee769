import { at, quietly } from '../shared/read';
import { callLine, callOf } from './calls';
import type { Line } from '../shared/line';

/** Tells of failed cart and checkout calls, by fetch or XMLHttpRequest, and leaves the calls as they are. */
export function watchCalls(tell: (line: Line) => void): void {
  let leaving = false;
  addEventListener('pagehide', () => (leaving = true));
  addEventListener('pageshow', () => (leaving = false));

  function ended(call: string, status: number, requestId: unknown): void {
    quietly(() => {
      // A call that the visitor's leaving cuts off has not failed.
      const line = status === 0 && leaving ? undefined : callLine(call, status, requestId);
      if (line) {
        tell(line);
      }
    });
  }

  const inner = window.fetch.bind(window);
  window.fetch = (...args) => {
    const answer = inner(...args);
    quietly(() => {
      const [what] = args;
      const address = typeof what === 'string' ? what : 'href' in what ? what.href : what.url;
      const call = callOf(address, location.href);
      if (call !== undefined) {
        answer.then(
          // A redirect that the caller asked to see has status 0.
          (response) => ended(call, response.status || 302, response.headers.get('x-request-id')),
          (error: unknown) => {
            if (at(error, 'name') !== 'AbortError') {
              ended(call, 0, undefined);
            }
          }
        );
      }
    });
    return answer;
  };

  const open: unknown = Reflect.get(XMLHttpRequest.prototype, 'open');
  if (typeof open !== 'function') {
    return;
  }
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    quietly(() => {
      const call = callOf(String(args[1]), location.href);
      if (call !== undefined) {
        let aborted = false;
        this.addEventListener('abort', () => (aborted = true), { once: true });
        this.addEventListener(
          'loadend',
          () => {
            if (!aborted) {
              ended(call, this.status, this.status === 0 ? undefined : this.getResponseHeader('x-request-id'));
            }
          },
          { once: true }
        );
      }
    });
    Reflect.apply(open, this, args);
  };
}
