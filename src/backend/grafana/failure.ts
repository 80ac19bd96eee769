import { PluginError, type ErrorSource } from './errors';
import { englishMessages, type Messages } from './messages';

/** A failure as a response carries it. */
export interface Failure {
  readonly message: string;
  readonly status: number;
  readonly source: ErrorSource;
  /** What was thrown, for the log. */
  readonly error: unknown;
}

const downstreamCodes =
  /^(ECONN|ConnectionRefused|ETIMEDOUT|ENOTFOUND|EAI_|EPIPE|EHOSTUNREACH|ENETUNREACH|CERT_|UND_ERR)/;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function isNetworkFailure(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return downstreamCodes.test(codeOf(error)) || downstreamCodes.test(codeOf(cause));
}

/**
 * Whose fault an error is: what it says itself; the upstream's for calls out of time and network failures; else the plugin's.
 * Only a `PluginError` is worded for people: any other message may hold addresses, data or secrets, and goes to the log alone.
 */
export function failureOf(error: unknown, messages: Messages = englishMessages): Failure {
  if (error instanceof PluginError) {
    return { message: error.message, status: error.status, source: error.source, error };
  }
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') {
    return { message: messages.tooLate, status: 504, source: 'downstream', error };
  }
  if (name === 'AbortError') {
    return { message: messages.cancelled, status: 499, source: 'downstream', error };
  }
  if (isNetworkFailure(error)) {
    return { message: messages.unreachable, status: 502, source: 'downstream', error };
  }
  return { message: messages.unexpected, status: 500, source: 'plugin', error };
}
