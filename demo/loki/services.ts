import { LRUCache } from 'lru-cache';
import type { ErrorLog, Incident, Transaction, World } from '../world';
import type { Labels, Line, LineSource } from './line';

const day = 86_400_000;
const minute = 60_000;
const million = 1_000_000n;

interface Written {
  readonly at: number;
  readonly service: string;
  readonly level: string;
  readonly source?: string;
  readonly metadata: Readonly<Record<string, string | null>>;
  readonly body: Readonly<Record<string, unknown>>;
}

const bare = (gid: string | null): string | null => gid?.replace(/^.*\//, '') ?? null;

function errorLine({
  at,
  level,
  service,
  code,
  message,
  traceId,
  orderId,
  orderName,
  checkoutToken,
  cartToken,
  customerId,
}: ErrorLog): Written {
  return {
    at,
    service,
    level: level === 'fatal' ? 'critical' : level,
    metadata: {
      order_id: bare(orderId),
      order_name: orderName,
      checkout_token: checkoutToken,
      cart_token: cartToken,
      customer_id: bare(customerId),
      trace_id: traceId,
      error_code: code,
    },
    body: {
      msg: message,
      error: { code },
      checkout_token: checkoutToken ?? undefined,
      order_name: orderName ?? undefined,
    },
  };
}

function paymentLine({ processedAt, orderId, kind, gateway }: Transaction): Written {
  const order_id = bare(orderId);
  return {
    at: processedAt,
    service: 'payments-gateway',
    level: 'info',
    metadata: { order_id },
    body: { msg: `payment ${kind.toLowerCase()} accepted`, gateway, order_id },
  };
}

interface Deployment {
  readonly at: number;
  readonly service: string;
  readonly id: string;
}

/** What a deployment leaves: the event that AWS sends when one has ended. */
function deploymentLine({ service, at, id }: Deployment): Written {
  const version = `v${Math.floor(at / minute) % 900}`;
  return {
    at,
    service: 'deployments',
    level: 'info',
    source: 'eventbridge',
    metadata: { deployed_service: service },
    body: { msg: `${service} ${version} deployed`, detail: { eventName: 'SERVICE_DEPLOYMENT_COMPLETED', service, id } },
  };
}

/** Outages of the demo follow a deployment of the service that fails. */
const before = ({ service, start, id }: Incident): Deployment => ({ service, at: start - 4 * minute, id });

const harmless = ['storefront', 'search', 'email', 'checkout-api', 'inventory-sync'];

/** One deployment a day that nothing follows: not all that happens before an outage is its cause. */
function* everyday(from: number, to: number): Generator<Deployment> {
  for (let start = Math.floor(from / day) * day; start < to; start += day) {
    const place = start / day;
    const at = start + ((place * 37) % 14) * 60 * minute + ((place * 13) % 60) * minute;
    yield { at, service: harmless[place % harmless.length] ?? 'storefront', id: `deploy-${place}` };
  }
}

function writtenBetween(world: World, from: number, to: number): readonly Written[] {
  const payments = [...world.payments(from - day, to + day)].filter(
    ({ status, processedAt, test }) => status === 'SUCCESS' && !test && processedAt >= from && processedAt < to
  );
  const deployed = [...world.incidents(from, to + 10 * minute).map(before), ...everyday(from, to)]
    .filter(({ at }) => at >= from && at < to && at <= world.now())
    .map(deploymentLine);
  const all = [...world.errorLogs(from, to).map(errorLine), ...payments.map(paymentLine), ...deployed];
  return all.sort((a, b) => a.at - b.at);
}

/** The lines that a demo shop's own services write, with the ids of its orders and checkouts. */
export function services(world: World): LineSource {
  const region = world.shop.timeZone.startsWith('Asia') ? 'ap-northeast-2' : 'us-east-1';
  const streams = new Map<string, Labels>();
  const streamOf = ({ service, level, source = 'cloudwatch' }: Written): Labels => {
    const key = `${service} ${level} ${source}`;
    const labels = streams.get(key) ?? { environment: 'production', level, region, service_name: service, source };
    streams.set(key, labels);
    return labels;
  };
  const lineOf = (each: Written, index: number): Line => {
    const ids = Object.entries(each.metadata).flatMap(([name, id]): Array<[string, string]> =>
      id === null ? [] : [[name, id]]
    );
    return {
      // Within the millisecond that ends at its time: buckets end at whole milliseconds, inclusive.
      ns: BigInt(Math.ceil(each.at)) * million - BigInt(999_999 - (index % 1_000_000)),
      labels: streamOf(each),
      metadata: { ...Object.fromEntries<string>(ids), detected_level: each.level },
      text: JSON.stringify({ level: each.level, ...each.body }),
    };
  };
  const past = new LRUCache<number, readonly Line[]>({ max: 70 });
  const linesOf = (start: number): readonly Line[] => {
    const known = past.get(start);
    if (known !== undefined) {
      return known;
    }
    const lines = writtenBetween(world, start, start + day).map(lineOf);
    // A day that still goes on is written on.
    if (start + 2 * day < world.now()) {
      past.set(start, lines);
    }
    return lines;
  };
  return {
    between(from, to) {
      const found: Line[] = [];
      const last = Math.min(Number(to / million), world.now());
      for (let start = Math.floor(Number(from / million) / day) * day; start <= last; start += day) {
        for (const line of linesOf(start)) {
          if (line.ns > from && line.ns <= to) {
            found.push(line);
          }
        }
      }
      return found;
    },
  };
}
