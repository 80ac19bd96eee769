import { existsSync, readFileSync } from 'node:fs';
import { globSync } from 'glob';
import { recordings } from '../../tests/pipeline/recorded';

const files = [
  'aws-logs/made-lambda-node-text.log',
  'aws-logs/made-lambda-node-json.ndjson',
  'aws-logs/made-firelens-records.ndjson',
  'storefront-errors/made-pino.ndjson',
  'storefront-errors/made-winston.ndjson',
  'storefront-errors/made-winston-text.log',
  'storefront-errors/made-node-console-error.log',
  'vercel-logs/made-log-drain-errors.ndjson',
];
const linesOf = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/**
 * Lines to measure with, over and over the same: a fifth what recorded services wrote as they failed, half requests that
 * went well, the rest debug lines and probes of a load balancer.
 */
export function mixed(count: number): readonly string[] {
  const recorded = existsSync(recordings) ? files.map((file) => `${recordings}/${file}`) : [];
  const failed = [...recorded, ...globSync('tests/fixtures/service-lines/{node,python,hydrogen}.ndjson')].flatMap(
    linesOf
  );
  return Array.from({ length: count }, (_, i) => {
    const kind = i % 10;
    if (kind < 2) {
      return failed[Math.trunc(i / 5) % failed.length] ?? '';
    }
    const fields = {
      time: 1_795_000_000_000 + i,
      request_id: `0a1f9a7e-52d6-4f0b-9a8d-${String(i).padStart(12, '0')}`,
    };
    if (kind < 7) {
      return JSON.stringify({
        level: 30,
        ...fields,
        order_id: 5_000_000_000_000 + i,
        route: '/cart',
        status: 200,
        msg: 'request completed',
      });
    }
    return kind < 9
      ? JSON.stringify({ level: 20, ...fields, cart_token: `hWN1-${i}`, msg: 'cart loaded from the store' })
      : `10.0.1.23 - - "GET /healthz HTTP/1.1" 200 2 "-" "ELB-HealthChecker/2.0" ${i}`;
  });
}
