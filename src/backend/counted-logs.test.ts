import { describe, expect, it } from 'vitest';
import { countedStore } from './counted-logs';
import { lokiStore } from './loki';
import { FaultCounts } from './queries/common/faults';

const minute = 60_000;
const now = Date.UTC(2026, 10, 18, 7, 30);
/** Nobody listens there. */
const endpoint = { url: 'http://127.0.0.1:9', auth: { kind: 'none' }, selector: '{app="shop"}' } as const;
const range = { fromMs: now - 60 * minute, toMs: now };

describe('a counted log store', () => {
  const faults = new FaultCounts(() => now);
  const store = countedStore(
    lokiStore([
      { ...endpoint, name: 'seoul' },
      { ...endpoint, name: 'paris', url: '' },
    ]),
    faults
  );

  it('counts each endpoint that does not answer, by whose fault that is, and answers as before', async () => {
    const answer = await store.lines({ query: { selector: '', stages: '' }, maxLines: 10, ...range });
    expect(answer.regions.map(({ failed }) => failed?.code)).toEqual(['connectionFailed', 'urlEmpty']);
    await store.labelValues({ label: 'service_name', ...range });
    expect(faults.recent().map(({ fault, key, count }) => [fault, key, count])).toEqual([
      ['loki', 'loki:error.connectionFailed', 2],
      ['settings', 'loki:error.urlEmpty', 2],
    ]);
  });

  it('counts no test of the settings', async () => {
    const before = faults.recent();
    await store.health();
    expect(faults.recent()).toEqual(before);
  });
});
