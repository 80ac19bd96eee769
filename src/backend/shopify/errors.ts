/** Who can mend a failure: Shopify, the query's author, the data source's admin, or Shopscope itself. */
export type Fault = 'shopify' | 'query' | 'settings' | 'shopscope';

/** Every failure of this room. The text a person sees is catalogue entry `shopify:error.<code>` with `values`. */
export class ShopifyError extends Error {
  readonly code: string;
  readonly fault: Fault;
  /** HTTP-like status for Grafana. */
  readonly status: number;
  readonly values: Readonly<Record<string, string | number>>;
  /** Milliseconds after which asking again may help. */
  readonly retryAfter: number | undefined;

  constructor(
    code: string,
    options: {
      fault: Fault;
      status: number;
      values?: Readonly<Record<string, string | number>>;
      retryAfter?: number;
      cause?: unknown;
    }
  ) {
    super(
      `${code} ${JSON.stringify(options.values ?? {})}`,
      options.cause === undefined ? undefined : { cause: options.cause }
    );
    this.name = 'ShopifyError';
    this.code = code;
    this.fault = options.fault;
    this.status = options.status;
    this.values = options.values ?? {};
    this.retryAfter = options.retryAfter;
  }
}
