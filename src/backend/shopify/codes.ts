import type { Fault } from './errors';

interface ErrorKind {
  readonly fault: Fault;
  readonly status: number;
  /** Placeholders of the catalogue text. */
  readonly values: readonly string[];
}

/** Every failure of this room: whose fault it is, the status Grafana is told, and what its text mentions. */
export const errorCodes = {
  domainEmpty: { fault: 'settings', status: 400, values: [] },
  domainForeign: { fault: 'settings', status: 400, values: ['domain'] },
  domainInvalid: { fault: 'settings', status: 400, values: ['domain'] },
  sandboxInvalid: { fault: 'settings', status: 400, values: ['url'] },
  credentialsMissing: { fault: 'settings', status: 400, values: [] },
  tokenRejected: { fault: 'settings', status: 401, values: ['shop'] },
  clientRejected: { fault: 'settings', status: 401, values: ['shop', 'reason'] },
  appNotInstalled: { fault: 'settings', status: 403, values: ['shop'] },
  shopNotPermitted: { fault: 'settings', status: 403, values: ['shop'] },
  shopUnknown: { fault: 'settings', status: 404, values: ['shop'] },
  scopeMissing: { fault: 'settings', status: 403, values: ['field', 'scopes'] },
  accessDenied: { fault: 'settings', status: 403, values: ['field', 'access'] },
  shopifyqlDenied: { fault: 'settings', status: 403, values: ['access'] },
  protectedField: { fault: 'query', status: 403, values: ['field', 'path', 'kind'] },
  protectedFilter: { fault: 'query', status: 403, values: ['filter', 'kind'] },
  protectedInput: { fault: 'query', status: 403, values: ['input', 'kind'] },
  bareSearch: { fault: 'query', status: 403, values: ['argument', 'number', 'kinds'] },
  savedSearch: { fault: 'query', status: 403, values: ['argument', 'kinds'] },
  protectedColumn: { fault: 'query', status: 403, values: ['column', 'kind'] },
  filterNotReadable: { fault: 'query', status: 403, values: ['argument'] },
  shopLocked: { fault: 'shopify', status: 423, values: ['shop'] },
  shopFrozen: { fault: 'shopify', status: 402, values: ['shop'] },
  shopInactive: { fault: 'shopify', status: 402, values: ['shop'] },
  forbidden: { fault: 'shopify', status: 403, values: ['shop', 'reason'] },
  rejectedAsUnsafe: { fault: 'shopify', status: 403, values: ['shop'] },
  rateLimited: { fault: 'shopify', status: 429, values: ['seconds'] },
  serverError: { fault: 'shopify', status: 502, values: ['status', 'requestId'] },
  internalError: { fault: 'shopify', status: 502, values: ['requestId'] },
  httpStatus: { fault: 'shopify', status: 502, values: ['status'] },
  notJson: { fault: 'shopify', status: 502, values: ['contentType'] },
  truncatedBody: { fault: 'shopify', status: 502, values: [] },
  responseTooLarge: { fault: 'query', status: 413, values: ['limit'] },
  unexpectedAnswer: { fault: 'shopify', status: 502, values: ['reason'] },
  connectionFailed: { fault: 'shopify', status: 502, values: ['shop', 'reason'] },
  redirected: { fault: 'settings', status: 502, values: ['shop', 'host'] },
  wouldWait: { fault: 'shopify', status: 429, values: ['needed', 'have'] },
  deadlinePassed: { fault: 'shopify', status: 504, values: ['seconds'] },
  cancelled: { fault: 'query', status: 499, values: [] },
  disposed: { fault: 'settings', status: 503, values: [] },
  documentEmpty: { fault: 'query', status: 400, values: [] },
  syntax: { fault: 'query', status: 400, values: ['message', 'line', 'column'] },
  noOperation: { fault: 'query', status: 400, values: [] },
  severalOperations: { fault: 'query', status: 400, values: ['count'] },
  mutationRefused: { fault: 'query', status: 403, values: [] },
  subscriptionRefused: { fault: 'query', status: 400, values: [] },
  deferRefused: { fault: 'query', status: 400, values: ['directive'] },
  documentTooLarge: { fault: 'query', status: 400, values: ['limit'] },
  documentTooDeep: { fault: 'query', status: 400, values: ['limit'] },
  unknownField: { fault: 'query', status: 400, values: ['field', 'type', 'line', 'column'] },
  unknownFieldNear: { fault: 'query', status: 400, values: ['field', 'type', 'nearest', 'line', 'column'] },
  invalidDocument: { fault: 'query', status: 400, values: ['message', 'line', 'column'] },
  invalidVariable: { fault: 'query', status: 400, values: ['message'] },
  tooCostly: { fault: 'query', status: 400, values: ['cost', 'limit'] },
  queryRejected: { fault: 'query', status: 400, values: ['message'] },
  cursorInvalid: { fault: 'query', status: 400, values: ['message'] },
  shopifyqlEmpty: { fault: 'query', status: 400, values: [] },
  shopifyqlSyntax: { fault: 'query', status: 400, values: ['message'] },
  shopifyqlTooLarge: { fault: 'query', status: 413, values: [] },
  bulkVariables: { fault: 'query', status: 400, values: [] },
  bulkRefused: { fault: 'query', status: 400, values: ['field', 'message'] },
  bulkInProgress: { fault: 'shopify', status: 429, values: ['message'] },
  bulkLimitReached: { fault: 'shopify', status: 429, values: ['message'] },
  bulkUrlRefused: { fault: 'shopify', status: 502, values: ['host'] },
  bulkExpired: { fault: 'shopify', status: 410, values: ['status'] },
  bulkFileFailed: { fault: 'shopify', status: 502, values: ['host', 'status'] },
  bulkTruncated: { fault: 'shopify', status: 502, values: ['have', 'want'] },
  bulkLineCut: { fault: 'shopify', status: 502, values: ['have'] },
  bulkChanged: { fault: 'shopify', status: 502, values: ['host'] },
} as const satisfies Readonly<Record<string, ErrorKind>>;

export type ErrorCode = keyof typeof errorCodes;
export type ErrorValue<Code extends ErrorCode> = (typeof errorCodes)[Code]['values'][number];

/** Every notice of this room, with how loud it is and what its text mentions. */
export const noticeCodes = {
  versionServed: { severity: 'warning', values: ['asked', 'served'] },
  deprecatedField: { severity: 'info', values: ['field', 'reason'] },
  deprecatedCall: { severity: 'warning', values: ['reason'] },
  scopeMissing: { severity: 'warning', values: ['field', 'scopes'] },
  accessDenied: { severity: 'warning', values: ['path', 'access'] },
  partialData: { severity: 'warning', values: ['path', 'code', 'message'] },
  searchWarning: { severity: 'warning', values: ['field', 'message'] },
  rowsLimited: { severity: 'info', values: ['rows'] },
  pagingDeadline: { severity: 'warning', values: ['rows'] },
  pagingWouldWait: { severity: 'warning', values: ['rows', 'needed', 'have'] },
  pagingFailed: { severity: 'warning', values: ['rows', 'code'] },
  pagingCost: { severity: 'warning', values: ['rows'] },
  cursorStuck: { severity: 'warning', values: ['rows'] },
  cursorInvalid: { severity: 'warning', values: ['rows'] },
  paginationCeiling: { severity: 'warning', values: ['rows'] },
  pagingBackwards: { severity: 'info', values: ['rows'] },
  pageHalved: { severity: 'info', values: ['from', 'to'] },
  nestedCut: { severity: 'warning', values: ['path', 'count'] },
  nestedFull: { severity: 'info', values: ['path', 'count', 'first'] },
  firstAdded: { severity: 'info', values: ['path', 'first'] },
  shopifyqlWarning: { severity: 'warning', values: ['message'] },
} as const satisfies Readonly<
  Record<string, { readonly severity: 'info' | 'warning'; readonly values: readonly string[] }>
>;

export type NoticeCode = keyof typeof noticeCodes;
export type NoticeValue<Code extends NoticeCode> = (typeof noticeCodes)[Code]['values'][number];
