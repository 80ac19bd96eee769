/** Takes a Vercel drain: `VERCEL_DRAIN_SECRET_FILE`, `VERCEL_DRAIN_VERIFY`, `ALLOY_PUSH_URL`, `PORT` (3503), `HOST`. */
import { readFileSync } from 'node:fs';
import { createDrain } from './drain';

const {
  VERCEL_DRAIN_SECRET_FILE = '',
  VERCEL_DRAIN_VERIFY = '',
  ALLOY_PUSH_URL = '',
  PORT = '3503',
  HOST,
} = process.env;
createDrain({
  secret: VERCEL_DRAIN_SECRET_FILE === '' ? '' : readFileSync(VERCEL_DRAIN_SECRET_FILE, 'utf8').trim(),
  verify: VERCEL_DRAIN_VERIFY,
  target: { url: ALLOY_PUSH_URL || 'http://alloy:3502/loki/api/v1/push', waits: [300] },
  log: (entry) => console.log(JSON.stringify(entry)),
}).listen(Number(PORT), HOST ?? '127.0.0.1');
