/** Who can mend a failure: Loki (or the way there), the query's author, the data source's admin, or Shopscope itself. */
export type LogFault = 'loki' | 'query' | 'settings' | 'shopscope';

const kinds = {
  urlEmpty: { fault: 'settings', status: 400 },
  /** Values: `url`. */
  urlInvalid: { fault: 'settings', status: 400 },
  /** A user or password inside the address. */
  urlCredentials: { fault: 'settings', status: 400 },
  /** Link-local, cloud metadata, multicast or no address at all. Values: `host`, `address`. */
  addressForbidden: { fault: 'settings', status: 403 },
  /** The Grafana server's list does not have it. Values: `host`. */
  hostNotAllowed: { fault: 'settings', status: 403 },
  /** The admin's selector can't be read. Values: `selector`, `reason`. */
  selectorInvalid: { fault: 'settings', status: 400 },
  /** The admin's filter for errors can't be read. Values: `filter`, `reason`. */
  filterInvalid: { fault: 'settings', status: 400 },
  /** Values: `what`. */
  secretMissing: { fault: 'settings', status: 400 },
  unauthorized: { fault: 'settings', status: 401 },
  /** Values: `reason`. */
  forbidden: { fault: 'settings', status: 403 },
  noTenant: { fault: 'settings', status: 401 },
  /** Values: `tenant`. */
  tenantRefused: { fault: 'settings', status: 400 },
  /** Status 404. Values: `host`. */
  notFound: { fault: 'settings', status: 404 },
  /** Values: `host`, `target`. */
  redirected: { fault: 'settings', status: 502 },
  /** Values: `host`, `reason`. */
  tlsFailed: { fault: 'settings', status: 502 },
  /** HTML or another thing that is not Loki. Values: `host`, `contentType`. */
  notLoki: { fault: 'settings', status: 502 },
  /** Values: `host`, `reason`. */
  connectionFailed: { fault: 'loki', status: 502 },
  /** Values: `seconds`. */
  timedOut: { fault: 'loki', status: 504 },
  truncatedBody: { fault: 'loki', status: 502 },
  /** Values: `path`. */
  unexpectedAnswer: { fault: 'loki', status: 502 },
  /** Values: `reason`. */
  rateLimited: { fault: 'loki', status: 429 },
  /** Values: `status`, `reason`. */
  serverError: { fault: 'loki', status: 502 },
  /** Values: `limit` (MB). */
  answerTooLarge: { fault: 'query', status: 400 },
  /** Values: `line`, `column`, `near`. */
  syntax: { fault: 'query', status: 400 },
  /** The text holds something that the admin's selector can't be merged into. Values: `near`. */
  notMergeable: { fault: 'query', status: 400 },
  /** Values: `length`, `limit`. */
  queryTooLong: { fault: 'query', status: 400 },
  /** Values: `label`. */
  labelInvalid: { fault: 'query', status: 400 },
  /** Values: `reason`. */
  rangeInvalid: { fault: 'query', status: 400 },
  /** Values: `buckets`, `limit`. */
  tooManyBuckets: { fault: 'query', status: 400 },
  emptyMatcher: { fault: 'query', status: 400 },
  /** Values: `limit`. */
  tooManySeries: { fault: 'query', status: 400 },
  /** Values: `limit`. */
  tooManyLines: { fault: 'query', status: 400 },
  /** Values: `limit`. */
  rangeTooLong: { fault: 'query', status: 400 },
  tooManyPoints: { fault: 'query', status: 400 },
  /** Loki no longer keeps what was asked for. */
  pastRetention: { fault: 'query', status: 400 },
  /** Any other refusal. Values: `reason`. */
  refused: { fault: 'query', status: 400 },
  cancelled: { fault: 'query', status: 499 },
} as const satisfies Readonly<Record<string, { fault: LogFault; status: number }>>;

export type LogErrorCode = keyof typeof kinds;
export type LogValues = Readonly<Record<string, string | number>>;

/** What went wrong, in words of catalogue entry `loki:error.<code>` with `values`. */
export interface LogProblem {
  readonly code: LogErrorCode;
  readonly fault: LogFault;
  /** HTTP-like status for Grafana. */
  readonly status: number;
  readonly values: LogValues;
}

/** A failure of this room. Only those whose fault is the query's (or a cancelled call) leave a `LogStore`. */
export class LogError extends Error implements LogProblem {
  readonly code: LogErrorCode;
  readonly fault: LogFault;
  readonly status: number;
  readonly values: LogValues;

  constructor(code: LogErrorCode, values: LogValues = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(values)}`, cause === undefined ? undefined : { cause });
    this.name = 'LogError';
    this.code = code;
    this.values = values;
    ({ fault: this.fault, status: this.status } = kinds[code]);
  }

  /** What may be kept and told, without stack and cause. */
  get problem(): LogProblem {
    const { code, fault, status, values } = this;
    return { code, fault, status, values };
  }
}

/** Every code, for catalogues and docs. */
export const logErrorCodes: readonly string[] = Object.keys(kinds);
