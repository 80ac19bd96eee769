/**
 * Starts the demo shop: both stores on a loopback address, until Ctrl-C. `--port 8321`, `--host 127.0.0.1`, `--seed 1`, `--orders-per-day 100`, `--loki-port 8322`.
 * `--push-to http://alloy:3500` has the first store's services push their lines there, those of the last `--push-days 57` first.
 */
import { parseArgs } from 'node:util';
import { demoApp } from './admin-api/apps';
import { startAdminApi } from './admin-api/server';
import { startLoki } from './loki/server';
import { services } from './loki/services';
import { pushLines } from './push/pusher';
import { createWorld } from './world';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8321' },
    host: { type: 'string', default: '127.0.0.1' },
    seed: { type: 'string', default: '1' },
    'orders-per-day': { type: 'string', default: '100' },
    'loki-port': { type: 'string', default: '8322' },
    'push-to': { type: 'string', multiple: true, default: [] },
    'push-days': { type: 'string', default: '57' },
  },
});

const seed = Number(values.seed);
const ordersPerDay = Number(values['orders-per-day']);
const anchor = Date.now();
const world = (shop: 'usd' | 'krw') => createWorld({ seed, shop, clock: Date.now, ordersPerDay, anchor });
const worlds = [world('usd'), world('krw')] as const;

// First of all: what serves the copy's first fill has no time for it.
const pushing = new AbortController();
let pushed = Promise.resolve();
if (values['push-to'].length > 0) {
  await new Promise<void>((caughtUp) => {
    pushed = pushLines({
      source: services(worlds[0]),
      to: values['push-to'],
      days: Number(values['push-days']),
      signal: pushing.signal,
      caughtUp,
      report: (text) => {
        console.log(text);
      },
    });
  });
}

const api = await startAdminApi({
  shops: [{ world: worlds[0] }, { world: worlds[1] }],
  port: Number(values.port),
  host: values.host,
});

const loki = await startLoki({
  sources: Object.fromEntries(api.shops.map(({ world: each }) => [each.shop.key, services(each)])),
  port: Number(values['loki-port']),
  host: values.host,
});

console.log('Demo shop: a stand-in for the Admin API, made-up data, loopback only.\n');
for (const { world: each, domain } of api.shops) {
  const { name, currency, timeZone } = each.shop;
  console.log(
    `${name} (${currency}, ${timeZone})\n  ${domain}\n  ${api.shopUrl(domain)}\n  logs: ${loki.urlOf(each.shop.key)}`
  );
}
console.log(`\nClient id ${demoApp.clientId}, client secret ${demoApp.clientSecret}`);
console.log(`Permanent token ${demoApp.legacyToken ?? ''}`);
console.log(`Faults: POST ${api.url}/__faults {"kind": "throttled", "count": 3}`);

const stop = () => {
  pushing.abort();
  void Promise.all([pushed, api.close(), loki.close()]).then(() => process.exit(0));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
