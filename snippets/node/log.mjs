// Logs that lead to an order, by pino. npm install pino
import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';

const ids = new AsyncLocalStorage();

const options = {
  level: process.env.LOG_LEVEL ?? 'info',
  messageKey: 'message',
  base: { service_name: process.env.SERVICE_NAME ?? 'storefront', environment: process.env.NODE_ENV ?? 'production' },
  formatters: { level: (level) => ({ level: level === 'fatal' ? 'critical' : level }) },
  timestamp: pino.stdTimeFunctions.isoTime,
  // Every line of a request bears the ids that are known by then.
  mixin: () => ({ ...ids.getStore() }),
  // One field for the code of an error, wherever it was thrown.
  hooks: {
    logMethod(args, method) {
      const code = args[0]?.err?.code;
      method.apply(this, code === undefined ? args : [{ error_code: String(code), ...args[0] }, ...args.slice(1)]);
    },
  },
  redact: {
    paths: [
      'email',
      'phone',
      '*.email',
      '*.phone',
      'address',
      '*.address',
      'authorization',
      '*.authorization',
      'err.config',
    ],
    censor: '[left out]',
  },
};

// Written at once: lines keep their order, and the last one before a crash is not lost.
export const log = pino(options, pino.destination({ dest: 1, sync: true }));

/** Runs what serves one request; its lines bear these ids. `order_id` may be a gid, the pipeline takes its digits. */
export const withIds = (known, run) => ids.run({ ...ids.getStore(), ...known }, run);

/** Adds an id that became known on the way, such as the order's after it was placed. */
export const nowKnown = (more) => Object.assign(ids.getStore() ?? {}, more);
