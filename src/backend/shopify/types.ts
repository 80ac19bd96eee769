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

/** A shop that can be asked. Every method throws `ShopifyError`; none writes anything at Shopify. */
export interface Shopify {
  graphql(request: GraphqlRequest, options: CallOptions): Promise<GraphqlAnswer>;
  shopifyql(query: string, options: CallOptions): Promise<ShopifyqlAnswer>;
  /** Cached for five minutes. */
  facts(options: CallOptions): Promise<ShopFacts>;
  budget(): BudgetState;
  /** When the token in use expires (epoch ms); undefined for tokens that don't, or before the first call. */
  tokenExpiresAt(): number | undefined;
  servedVersion(): string | undefined;
  dispose(): void;
}
