/** `npm run demo`: shows the plugin without Grafana, on demo shops or on a real store. Its flags are told in docs/demo.md. */
import { parseArgs } from 'node:util';
import { runDemo } from './run/demo';
import { languageFrom } from './run/words';

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    lang: { type: 'string' },
    port: { type: 'string', default: '3400' },
    data: { type: 'string' },
    'orders-per-day': { type: 'string' },
    react18: { type: 'boolean', default: false },
  },
});

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => stopping.abort());
}

try {
  await runDemo({
    once: values.once,
    react18: values.react18,
    port: Number(values.port),
    // The stand-in makes every record of the copy while it answers the page; who waits for the whole copy gets less of it.
    ordersPerDay: Number(values['orders-per-day'] ?? (values.once ? 5 : 15)),
    data: values.data,
    language: languageFrom(values.lang, process.env),
    env: process.env,
    print: (line) => console.log(line),
    signal: stopping.signal,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
