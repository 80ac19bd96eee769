// instrumentation.ts, beside app/: every error that Next.js catches on the server becomes one line.
import { log } from './log';

/** The `cart` cookie without its key, with which anybody could change the cart. */
function cartToken(cookies: string): string | undefined {
  return /(?:^|;\s*)cart=([\w-]{8,128})/.exec(cookies)?.[1];
}

export function onRequestError(
  error: unknown,
  request: {
    readonly path: string;
    readonly method: string;
    readonly headers: Record<string, string | string[] | undefined>;
  },
  context: { readonly routePath: string; readonly routeType: string }
): void {
  const header = (name: string) => String(request.headers[name] ?? '');
  const { message, stack, digest, code } = toError(error);
  const cart_token = cartToken(header('cookie'));
  const request_id = header('x-vercel-id') || header('x-request-id');
  const trace_id = /^[\da-f]{2}-([\da-f]{32})-/.exec(header('traceparent'))?.[1];
  log('error', `${message} in ${context.routeType} ${context.routePath}`, {
    error_code: code ?? digest ?? 'RENDER_FAILED',
    ...(stack !== undefined && { stack }),
    ...(cart_token !== undefined && { cart_token }),
    ...(request_id !== '' && { request_id }),
    ...(trace_id !== undefined && { trace_id }),
  });
}

/** Next.js gives errors of rendering a digest, by which the page's visitor and this line can be brought together. */
function toError(thrown: unknown): Error & { readonly digest?: string; readonly code?: string } {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
