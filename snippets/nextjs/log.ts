// lib/log.ts: one JSON object a line, on the server. No package needed.

/** What leads from a line to an order. Leave out what is not known; names, addresses and e-mail addresses never belong here. */
export interface Ids {
  order_id?: string;
  order_name?: string;
  checkout_token?: string;
  cart_token?: string;
  customer_id?: string;
  request_id?: string;
  trace_id?: string;
}

export type Level = 'debug' | 'info' | 'warn' | 'error' | 'critical';

export function log(level: Level, message: string, ids: Ids & { error_code?: string; stack?: string } = {}): void {
  const service_name = process.env['SERVICE_NAME'] ?? 'storefront';
  const environment = process.env['VERCEL_ENV'] ?? process.env['NODE_ENV'] ?? 'production';
  const line = { time: new Date().toISOString(), level, service_name, environment, message, ...ids };
  (level === 'error' || level === 'critical' ? process.stderr : process.stdout).write(`${JSON.stringify(line)}\n`);
}
