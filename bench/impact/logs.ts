import { logsSettings } from '../../src/query/logs';
import type { CountsAsk, LogLine, LogStore } from '../../src/backend/loki';
import type { LogAccess } from '../../src/backend/queries/common/logs';
import { chance } from './shop';

const regions = [{ name: 'bench', notices: [] }];

/** A log store that has its answers ready: what is measured is our own time, not Loki's. */
export function readyLogs(services: number, lines: readonly LogLine[]): LogAccess {
  const random = chance(3);
  const names = Array.from({ length: services }, (_, at) => `service-${String(at).padStart(2, '0')}`);
  const values = Array.from({ length: 40_000 }, () => (random() < 0.1 ? Math.floor(random() * 5) : 0));
  const store: LogStore = {
    endpoints: [{ name: 'bench' }],
    counts: ({ fromMs, toMs, stepMs }: CountsAsk) => {
      const buckets = Math.ceil((toMs - fromMs) / stepMs);
      const series = names.map((service_name, at) => ({
        labels: { service_name },
        counts: values.slice(at * 1_000, at * 1_000 + buckets),
      }));
      return Promise.resolve({ data: { startMs: fromMs, stepMs, buckets, series }, regions, bytesRead: 0 });
    },
    lines: ({ maxLines }) => Promise.resolve({ data: lines.slice(0, maxLines), regions, bytesRead: 0 }),
    labelValues: () => Promise.resolve({ data: [], regions, bytesRead: 0 }),
    patterns: () => Promise.resolve({ data: [], regions, bytesRead: 0 }),
    health: () => Promise.resolve([]),
    dispose: () => undefined,
  };
  return { store, settings: logsSettings.parse({}) };
}

/** Error lines, newest first, that name so many keys of all kinds: half in metadata, a quarter in JSON, a quarter in text. */
export function errorLines(count: number, keys: number, to: number, orders: number): LogLine[] {
  const random = chance(5);
  return Array.from({ length: count }, (_, at) => {
    const id = String(5_000_000_000_000 + Math.floor(((at % keys) * orders) / keys));
    const token = `c${id.padStart(31, '0')}`;
    const [name, value] =
      at % 3 === 0 ? ['order_id', id] : at % 3 === 1 ? ['checkout_token', token] : ['customer_id', `7${id.slice(1)}`];
    const way = at % 4;
    return {
      ns: `${String(to - 1_000 - at * 5_000)}000000`,
      line:
        way < 2
          ? '{"msg":"payment authorization failed","attempt":2}'
          : way === 2
            ? JSON.stringify({
                msg: 'payment failed',
                [name]: value,
                cart: { items: Array.from({ length: 5 }, () => random()) },
              })
            : `payment failed ${name}=${value} after 10 s`,
      labels: { service_name: `service-0${String(at % 5)}`, level: 'error' },
      metadata: { error_code: `E${String(at % 7)}`, ...(way < 2 ? { [name]: value } : {}) },
      parsed: {},
      endpoint: 'bench',
    };
  });
}
