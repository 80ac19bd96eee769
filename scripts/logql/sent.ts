/** LogQL that the backend sends, recorded by a server that stands where Loki would. */
import { Player, json } from '../../src/backend/loki/testing/server';
import { lokiStore, quoteLogql, type LogStore } from '../../src/backend/loki';
import { lineFilter } from '../../src/backend/log-patterns';
import { codeLabels, withCodes } from '../../src/backend/queries/affected/codes';
import { errorLines, selectorOf, type ErrorFilter } from '../../src/backend/queries/common/logs';
import { logsSettings } from '../../src/query/logs';
import type { Logql } from './query';

const hour = 3_600_000;
const range = { fromMs: Date.UTC(2026, 10, 1), toMs: Date.UTC(2026, 10, 1) + 6 * hour };

/** Selectors that an admin may set. */
const selectors = [
  '{service_name=~".+"}',
  '{environment="production", service_name=~".+", team!~"lab|qa"}',
  '{cluster=`eu\\1`, app=~"shop-(a|b)"}',
];

/** What people narrow error lines by. */
const narrowed: readonly ErrorFilter[] = [
  { services: [], stages: '' },
  { services: ['checkout-api', 'payments.gateway (eu)'], stages: '', errorCodes: ['PSP_TIMEOUT', 'E|1'] },
  { services: ['$__all'], stages: '| json code="error.code" | code!=""', errorCodes: [] },
  { services: ['order "service"\\'], stages: '|= "time out" != `ping`' },
  {
    services: [],
    stages: '|~ "(?i)declined"',
    filters: [
      { key: 'service_name', operator: '=|', value: 'a|b', values: ['a', 'b'] },
      { key: 'error_code', operator: '!~', value: 'IMAGE_.*' },
      { key: 'region', operator: '=', value: 'us-east-1' },
    ],
  },
];

/** Everything that queries, rules and health checks ask of a store. */
async function askAll(store: LogStore): Promise<void> {
  const { errors, lagSeconds } = logsSettings.parse({});
  for (const filter of narrowed) {
    const query = errorLines({ store, settings: { errors, lagSeconds } }, filter);
    await store.counts({ query, ...range, stepMs: 300_000, by: ['service_name'] });
    await store.counts({ query: withCodes(query), ...range, stepMs: hour, by: ['service_name', ...codeLabels] });
    await store.counts({ query, ...range, stepMs: 60_000 });
    await store.lines({ query, ...range, maxLines: 500 });
    await store.patterns({ query, ...range });
  }
  const filters = [
    lineFilter('Payment <_> took <_> s', ['Payment 1 took 2 s']),
    lineFilter('said "no" to <_>', [String.raw`{"msg":"said \"no\"\nto 1"}`]),
  ];
  for (const filter of filters) {
    await store.counts({ query: { stages: `| ${errors} |~ ${quoteLogql(filter ?? '')}` }, ...range, stepMs: hour });
  }
  const ids = Array.from({ length: 400 }, (_, at) => String(5_000_000_000_000 + at)).join('|');
  await store.lines({ query: { stages: `| order_id=~${quoteLogql(ids)}` }, ...range, maxLines: 100 });
  await store.lines({ query: { selector: selectorOf(['checkout-api']) }, ...range, maxLines: 1 });
  await store.labelValues({ label: 'service_name', ...range });
  await store.health();
}

/** Each text once, with the selector that it is restricted to. */
export async function ofBackend(): Promise<readonly Logql[]> {
  const found: Logql[] = [];
  for (const selector of selectors) {
    const loki = await Player.start(({ path, parameters }, response) => {
      const query = parameters.get('query') ?? '';
      const resultType = path.endsWith('/query') ? 'vector' : query.startsWith('sum') ? 'matrix' : 'streams';
      const isList = /labels|values|patterns/.test(path);
      json(response, { status: 'success', data: isList ? [] : { resultType, result: [], stats: {} } });
    });
    const store = lokiStore([{ name: 'recorder', url: loki.url, auth: { kind: 'none' }, selector }]);
    await askAll(store);
    store.dispose();
    loki.close();
    const texts = new Set(loki.seen.flatMap(({ parameters }) => parameters.get('query') ?? []));
    found.push(...[...texts].map((text) => ({ where: `the backend, within ${selector}`, text, base: selector })));
  }
  return found;
}
