import { PluginError, type ErrorSource } from './errors';

/** A failure as a response carries it. */
export interface Failure {
  readonly message: string;
  readonly status: number;
  readonly source: ErrorSource;
}

const downstreamCodes = /^(ECONN|ETIMEDOUT|ENOTFOUND|EAI_|EPIPE|EHOSTUNREACH|ENETUNREACH|CERT_|UND_ERR)/;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Whose fault an error is: what it says itself; the upstream's for aborted calls and network failures; else the plugin's. */
export function failureOf(error: unknown): Failure {
  if (error instanceof PluginError) {
    return { message: error.message, status: error.status, source: error.source };
  }
  if (error instanceof Error) {
    const isAbort = error.name === 'AbortError' || error.name === 'TimeoutError';
    if (isAbort || downstreamCodes.test(codeOf(error)) || downstreamCodes.test(codeOf(error.cause))) {
      return { message: error.message, status: isAbort ? 504 : 502, source: 'downstream' };
    }
    return { message: error.message || error.name, status: 500, source: 'plugin' };
  }
  return { message: String(error), status: 500, source: 'plugin' };
}
