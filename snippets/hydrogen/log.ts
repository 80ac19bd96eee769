// app/lib/log.ts: Oxygen and every other worker send what `console` is given to your log drain, a line each.

export type Level = 'debug' | 'info' | 'warn' | 'error' | 'critical';

/** `gid://shopify/Cart/<token>?key=<secret>` to its token: the key must never be logged. */
function cartToken(gid: string | undefined): string | undefined {
  return gid?.split('/').at(-1)?.split('?')[0];
}

export interface About {
  /** What `cart.getCartId()` gives. */
  readonly cartId?: string | undefined;
  readonly request?: Request;
  readonly order_id?: string;
  readonly order_name?: string;
  readonly checkout_token?: string;
  readonly customer_id?: string;
  readonly error_code?: string;
}

export function log(level: Level, message: string, { cartId, request, ...ids }: About = {}): void {
  const cart_token = cartToken(cartId);
  const request_id =
    request?.headers.get('oxygen-buyer-request-id') ?? request?.headers.get('x-request-id') ?? undefined;
  const line = {
    time: new Date().toISOString(),
    level,
    service_name: 'hydrogen',
    message,
    cart_token,
    request_id,
    ...ids,
  };
  console[level === 'critical' ? 'error' : level](JSON.stringify(line));
}

/** For `entry.server.tsx`: `export const handleError = logError`. React Router calls it for everything that was thrown. */
export function logError(error: unknown, { request }: { readonly request: Request }): void {
  const { message, name } = error instanceof Error ? error : new Error(String(error));
  // Hydrogen's own errors say what failed and by which request: [h2:error:storefront.query] Throttled - Request ID: 65a6…
  const [, code] = /^\[h2:error:([\w.]+)\]/.exec(message) ?? [];
  const [, shopify] = /Request ID: ([\w-]+)/.exec(message) ?? [];
  const line = shopify === undefined ? request : new Request(request.url, { headers: { 'x-request-id': shopify } });
  log('error', message, { request: line, error_code: code ?? name });
}
