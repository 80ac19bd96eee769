import type { Fault } from '../faults';
import { htmlPage, json, type Reply } from './reply';

/** Answers that a fault gives in place of GraphQL's; undefined where the fault changes something else. */
export function replyOf(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'too-many-requests':
      return json(
        429,
        { errors: 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.' },
        {
          'Retry-After': (fault.retryAfter ?? 2).toFixed(1),
        }
      );
    case 'server-error':
      return json(fault.status ?? 503, { errors: 'Service Unavailable' });
    case 'html':
      return htmlPage(200, 'Something went wrong', 'What happened? Our servers are having a moment.');
    case 'expired-token':
      return unauthorized();
    case 'locked':
      return json(423, { errors: 'This shop is currently locked' });
    case 'frozen':
      return json(402, { errors: 'This shop is currently frozen' });
    case 'forbidden':
      return json(403, { errors: 'This action requires merchant approval' });
    case 'rejected':
      return json(430, { errors: 'Request rejected' });
    case 'not-found':
      return notFound();
    default:
      return undefined;
  }
}

export function unauthorized(): Reply {
  return json(401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' });
}

export function notFound(): Reply {
  return htmlPage(404, 'Not Found', 'The page you were looking for does not exist.');
}
