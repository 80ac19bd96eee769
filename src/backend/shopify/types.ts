/** Who waits for an answer. People go before alert rules, and both before background work. */
export type Priority = 'person' | 'alert' | 'background';

/** How long a call may take and who may stop it. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly priority: Priority;
  /** Callers of one priority take turns, e.g. a data source's id. Left out: every call is a caller of its own. */
  readonly caller?: string;
  /** Milliseconds that an answer may be old; 0 asks Shopify in any case. Default 30 s. */
  readonly maxAge?: number;
}

export type Credentials =
  | { readonly kind: 'client'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'token'; readonly token: string };

export const apiVersions = ['2026-07', '2026-10'] as const;
export type ApiVersion = (typeof apiVersions)[number];

/** One shop as one app sees it. */
export interface ShopConnection {
  /** `example.myshopify.com`, checked before anything is sent. */
  readonly domain: string;
  readonly credentials: Credentials;
  readonly apiVersion: ApiVersion;
  /** Replaces `https://<domain>` in development; comes from the Grafana server's ini file alone. */
  readonly sandboxUrl?: string;
  /** Protected field kinds that an admin switched on (`name`, `address`, `phone`, `email`). */
  readonly allowProtected: ReadonlySet<string>;
}

/** Something a person should know about an answer; the text is made from catalogue key `shopify:notice.<code>`. */
export interface ShopifyNotice {
  readonly code: string;
  readonly severity: 'info' | 'warning';
  readonly values: Readonly<Record<string, string | number>>;
}

/** GraphQL cost of an answer, in points. */
export interface GraphqlCost {
  readonly requested: number;
  readonly actual: number;
  readonly available: number;
  readonly maximum: number;
  readonly restoreRate: number;
}

/** ShopifyQL's own budget: a window that is refilled whole. */
export interface ShopifyqlCost {
  readonly requested: number;
  readonly available: number;
  readonly maximum: number;
  /** Epoch milliseconds. */
  readonly resetsAt: number;
}

/** What is known of any answer. */
export interface AnswerMeta {
  /** Epoch milliseconds at which Shopify answered. */
  readonly fetchedAt: number;
  readonly cached: boolean;
  readonly requests: number;
  readonly servedVersion: string | undefined;
  readonly notices: readonly ShopifyNotice[];
  readonly cost?: GraphqlCost;
  readonly shopifyqlCost?: ShopifyqlCost;
}

export interface GraphqlRequest {
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Nodes to gather from the first connection before it is cut off. Default 5,000. */
  readonly maxNodes?: number;
  /** Stops paging once a node fails it (nodes arrive in the document's order). */
  readonly keepPaging?: (node: unknown) => boolean;
}

export interface GraphqlAnswer extends AnswerMeta {
  /** `data` of the answer; the paged connection holds every page's nodes (and edges, where they were asked for). */
  readonly data: unknown;
  /** Where the paged connection lies in `data`, e.g. `['orders']`. */
  readonly connection?: readonly string[];
  /** True where Shopify had more pages than were taken. */
  readonly truncated: boolean;
}

export interface ShopifyqlColumn {
  readonly name: string;
  readonly displayName: string;
  /** Shopify's ColumnDataType, an open string. */
  readonly dataType: string;
  readonly subType?: string;
  readonly origin?: string;
}

export interface ShopifyqlAnswer extends AnswerMeta {
  readonly columns: readonly ShopifyqlColumn[];
  /** Cells in column order; every value a string or null, as Shopify sends it. */
  readonly rows: ReadonlyArray<ReadonlyArray<string | null>>;
}

/** Facts about the shop, for time zone, currency, links and the health check. */
export interface ShopFacts {
  readonly name: string;
  readonly domain: string;
  readonly plan: string;
  /** IANA name, e.g. `Asia/Seoul`. */
  readonly timezone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly scopes: readonly string[];
}

/** State of the budgets as last told by Shopify. */
export interface BudgetState {
  readonly graphql?: Omit<GraphqlCost, 'requested' | 'actual'>;
  readonly shopifyql?: Omit<ShopifyqlCost, 'requested'>;
  readonly waiting: number;
  readonly throttled: number;
}

/** A bulk operation as Shopify last told of it. */
export interface BulkOperation {
  /** `gid://shopify/BulkOperation/<number>` */
  readonly id: string;
  /** CREATED, RUNNING, COMPLETED, FAILED, CANCELING, CANCELED or EXPIRED; an open string. */
  readonly status: string;
  /** ACCESS_DENIED, INTERNAL_SERVER_ERROR or TIMEOUT of a failed one; an open string. */
  readonly errorCode?: string;
  /** Lines of the result so far. */
  readonly objectCount: number;
  /** Lines without a parent so far. */
  readonly rootObjectCount: number;
  /** Bytes of the result, once it is there. */
  readonly fileSize?: number;
  /** Where the result lies for seven days; absent while there is none, and where there are no rows. */
  readonly url?: string;
  /** Where the rows of a failed one lie; others are missing there. */
  readonly partialDataUrl?: string;
  readonly query: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds. */
  readonly completedAt?: number;
}

/** Exports of whole lists, which cost no points while they run. Every method throws `ShopifyError`. */
export interface BulkOperations {
  /**
   * Starts a bulk query: one query without variables, guarded as every query is. This and `cancel` are the only
   * mutations that ever leave the process. Lines are not grouped: children may stand anywhere after their parent. Throws
   * `bulkInProgress` (as many run as may), `bulkLimitReached`, `bulkRefused` (with Shopify's words), `bulkVariables`,
   * `scopeMissing` (for any field, as one that is denied fails the whole operation), and what every query may throw.
   * Where the answer to a start got lost, the operation is looked for instead of being started twice.
   */
  start(query: string, options: CallOptions): Promise<BulkOperation>;
  /** Undefined where this app knows no such operation. */
  get(id: string, options: CallOptions): Promise<BulkOperation | undefined>;
  /** This app's bulk queries that have not ended, oldest first. */
  running(options: CallOptions): Promise<readonly BulkOperation[]>;
  /** Cancels an operation, or tells how one stands that has ended already. */
  cancel(id: string, options: CallOptions): Promise<BulkOperation>;
  /**
   * The address of a result (`url`, `partialDataUrl`), found fit to be fetched without any credentials, by another
   * process too: see `readBulkLines`. Throws `bulkUrlRefused` for all but Shopify's file store (the sandbox itself, where
   * one is set).
   */
  checkUrl(url: string): URL;
}

/** A shop that can be asked. Every method throws `ShopifyError`; none changes the shop. */
export interface Shopify {
  graphql(request: GraphqlRequest, options: CallOptions): Promise<GraphqlAnswer>;
  shopifyql(query: string, options: CallOptions): Promise<ShopifyqlAnswer>;
  /** Cached for five minutes. */
  facts(options: CallOptions): Promise<ShopFacts>;
  /** The same, or those of last time where Shopify has none within three seconds: for what can be answered without it. */
  lastFacts(options: CallOptions): Promise<ShopFacts>;
  readonly bulk: BulkOperations;
  budget(): BudgetState;
  /** When the token in use expires (epoch ms); undefined for tokens that don't, or before the first call. */
  tokenExpiresAt(): number | undefined;
  servedVersion(): string | undefined;
  dispose(): void;
}
