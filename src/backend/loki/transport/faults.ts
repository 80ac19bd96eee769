import { LogError } from '../errors';
import type { Reply } from './send';

/** What broke on the way there. */
export function wayFault(host: string, error: unknown): LogError {
  if (error instanceof LogError) {
    return error;
  }
  const reason = reasonOf(error);
  const code = isTls(error) ? 'tlsFailed' : 'connectionFailed';
  return new LogError(code, { host, reason }, error);
}

/** Code and innermost message of an error of the network. */
export function reasonOf(error: unknown): string {
  let at: unknown = error;
  while (at instanceof Error && at.cause instanceof Error) {
    at = at.cause;
  }
  const code = codeOf(at);
  const message = at instanceof Error ? at.message : String(at);
  return words(code === undefined || message.includes(code) ? message : `${code} ${message}`);
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

function isTls(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  return /^(ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH)/.test(
    code
  );
}

/** What a status other than 200 means. Loki says why in plain text; gateways before it in HTML or JSON. */
export function statusFault(host: string, reply: Reply): LogError {
  const { status } = reply;
  const reason = words(reply.text.trim().startsWith('<') ? '' : reply.text) || '-';
  if (status >= 300 && status < 400) {
    return new LogError('redirected', { host, target: targetOf(reply.location) });
  }
  switch (status) {
    case 401:
      return new LogError(/no org id/i.test(reason) ? 'noTenant' : 'unauthorized');
    case 403:
      return new LogError('forbidden', { reason });
    case 404:
      return new LogError('notFound', { host });
    case 429:
      return new LogError('rateLimited', { reason });
    default:
      return knownRefusal(reason) ?? (status >= 500 ? serverError(status, reason) : refusal(reason));
  }
}

const refusals: ReadonlyArray<readonly [RegExp, (found: RegExpExecArray) => LogError]> = [
  [/multiple org IDs present/i, () => new LogError('tenantRefused')],
  [/max_entries_limit[^(]*\(\d+ > (\d+)\)/, ([, limit = '']) => new LogError('tooManyLines', { limit: Number(limit) })],
  [/query time range exceeds the limit.*limit: ([^)]+)\)/, ([, limit = '']) => new LogError('rangeTooLong', { limit })],
  [/exceeded maximum resolution/, () => new LogError('tooManyPoints')],
  [
    /maximum (?:number )?of series \((\d+)\) reached/,
    ([, limit = '']) => new LogError('tooManySeries', { limit: Number(limit) }),
  ],
  [/at least one regexp or equality matcher/, () => new LogError('emptyMatcher')],
  [
    /past now - max_query_lookback|through < from|end timestamp must not be before/,
    () => new LogError('pastRetention'),
  ],
  [
    /parse error at line (\d+), col (\d+): (.*)/,
    ([, line = '', column = '', near = '']) =>
      new LogError('syntax', { line: Number(line), column: Number(column), near }),
  ],
];

function knownRefusal(reason: string): LogError | undefined {
  for (const [pattern, made] of refusals) {
    const found = pattern.exec(reason);
    if (found !== null) {
      return made(found);
    }
  }
  return undefined;
}

function refusal(reason: string): LogError {
  return new LogError('refused', { reason });
}

function serverError(status: number, reason: string): LogError {
  return new LogError('serverError', { status, reason });
}

/** Whether asking once more may help. */
export function mayRetry({ code, values }: LogError): boolean {
  const passing = code === 'serverError' && [502, 503, 504].includes(Number(values['status']));
  return passing || code === 'rateLimited' || code === 'connectionFailed' || code === 'truncatedBody';
}

/** `Retry-After` in milliseconds, as far as it is worth waiting for. */
export function waitOf(retryAfter: string | undefined): number {
  const told = Number.parseFloat(retryAfter ?? '');
  return Number.isFinite(told) && told >= 0 ? Math.min(told * 1000, 5_000) : 300;
}

/** Text of another system for a person: one line, no control characters, not endless. */
export function words(text: string): string {
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function targetOf(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? new URL(location).host : '-';
}
