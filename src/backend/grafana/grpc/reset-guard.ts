import http2 from 'node:http2';

/** How many cancellations a second a connection survives; the runtime's default ends it, and every call on it, after a thousand. */
const generous = { streamResetBurst: 1_000_000, streamResetRate: 100_000 };

type CreateServer = typeof http2.createServer;

/**
 * Lets HTTP/2 servers made from now on bear storms of cancelled calls.
 * The guard is there against strangers; the only client here is the host that started us. grpc-js passes no such options on.
 */
export function bearCancellations(): void {
  const original: CreateServer = http2.createServer;
  const patched = new Proxy(original, {
    apply(target, self, args: unknown[]) {
      const [first, ...rest] = args;
      const withOptions =
        typeof first === 'function' ? [generous, first, ...rest] : [{ ...generous, ...(first ?? {}) }, ...rest];
      const server: unknown = Reflect.apply(target, self, withOptions);
      return server;
    },
  });
  Object.assign(http2, { createServer: patched });
}
