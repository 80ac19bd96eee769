/** Who can mend a failure: the query's author, whoever runs the Grafana server or the data source, or Shopscope itself. */
export type CopyFault = 'query' | 'settings' | 'shopscope';

const kinds = {
  /** No root directory in Grafana's ini. */
  off: { fault: 'settings', status: 400 },
  /** The root directory is not an absolute path. Values: `root`. */
  rootRelative: { fault: 'settings', status: 400 },
  /** Values: `root`. */
  rootMissing: { fault: 'settings', status: 400 },
  /** Values: `root`. */
  rootNoDirectory: { fault: 'settings', status: 400 },
  /** The process may not write there. Values: `root`, `user`. */
  rootDenied: { fault: 'settings', status: 400 },
  /** Values: `root`. */
  readOnly: { fault: 'settings', status: 400 },
  /** SQLite's WAL needs memory that all its processes share. Values: `root`, `type`. */
  networkFileSystem: { fault: 'settings', status: 400 },
  /** Values: `domain`. */
  domainInvalid: { fault: 'settings', status: 400 },
  /** Values: `file`, `free` (MB). */
  diskFull: { fault: 'settings', status: 507 },
  /** Another process holds the file. Values: `file`. */
  locked: { fault: 'settings', status: 503 },
  /** Values: `file`, `reason`. */
  corrupt: { fault: 'settings', status: 500 },
  /** Values: `file`. */
  notACopy: { fault: 'settings', status: 500 },
  /** Values: `file`, `version`, `known`. */
  newerSchema: { fault: 'settings', status: 500 },
  /** Values: `file`, `version`, `known`. */
  olderSchema: { fault: 'shopscope', status: 503 },
  /** Values: `file`, `from`, `to`, `reason`. */
  migrationFailed: { fault: 'shopscope', status: 500 },
  /** Values: `file`. */
  missing: { fault: 'settings', status: 404 },
  /** Reading or writing failed for another reason of the file system or SQLite. Values: `file`, `reason`. */
  failed: { fault: 'settings', status: 500 },
  /** Values: `file`, `reason`. */
  backupFailed: { fault: 'settings', status: 500 },
  /** Values: `file`, `reason`. */
  restoreFailed: { fault: 'settings', status: 400 },
  /** Values: `limit`. */
  tooManyRows: { fault: 'query', status: 400 },
  deadlinePassed: { fault: 'query', status: 504 },
  cancelled: { fault: 'query', status: 499 },
  busy: { fault: 'query', status: 503 },
  /** The process that reads the copy ended. Values: `reason`. */
  readerDied: { fault: 'shopscope', status: 500 },
  sqlEmpty: { fault: 'query', status: 400 },
  sqlSeveral: { fault: 'query', status: 400 },
  /** Not a SELECT. Values: `word`. */
  sqlNotRead: { fault: 'query', status: 400 },
  /** Values: `what`. */
  sqlDenied: { fault: 'query', status: 403 },
  /** Values: `column`. */
  sqlPersonal: { fault: 'query', status: 403 },
  /** SQLite can't read or run it. Values: `message`. */
  sqlWrong: { fault: 'query', status: 400 },
} as const satisfies Readonly<Record<string, { fault: CopyFault; status: number }>>;

export type CopyErrorCode = keyof typeof kinds;
export type CopyErrorValues = Readonly<Record<string, string | number>>;

/** Every failure of this room. The text a person sees is catalogue entry `copy:error.<code>` with `values`. */
export class CopyError extends Error {
  readonly code: CopyErrorCode;
  readonly values: CopyErrorValues;
  readonly fault: CopyFault;
  /** HTTP-like status for Grafana. */
  readonly status: number;
  /** What crosses from a child process to its parent. */
  readonly details: { readonly values: CopyErrorValues };

  constructor(code: CopyErrorCode, values: CopyErrorValues = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(values)}`, cause === undefined ? undefined : { cause });
    this.name = 'CopyError';
    this.code = code;
    this.values = values;
    this.details = { values };
    ({ fault: this.fault, status: this.status } = kinds[code]);
  }
}

/** Whether a text is one of our codes, e.g. that of an error which came from a child process. */
export function isCopyErrorCode(code: string): code is CopyErrorCode {
  return Object.hasOwn(kinds, code);
}

/** Every code, for catalogues and docs. */
export const copyErrorCodes: readonly string[] = Object.keys(kinds);
