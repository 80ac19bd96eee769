import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { playLines, type Rules, type StoredLine } from '../testing/lines';
import { Player, type Play } from '../testing/server';
import type { LogStore, LokiEndpoint } from '../types';
import { lokiStore, type LokiParts } from './store';

const closing: Array<() => void> = [];

afterEach(() => {
  for (const close of closing.splice(0)) {
    close();
  }
});

async function play(answer: Play): Promise<Player> {
  const player = await Player.start(answer);
  closing.push(player.close);
  return player;
}

const endpoint = (url: string, more: Partial<LokiEndpoint> = {}): LokiEndpoint => ({
  name: 'one',
  url,
  auth: { kind: 'none' },
  selector: '{service_name=~".+"}',
  ...more,
});

function store(endpoints: readonly LokiEndpoint[], parts: LokiParts = {}): LogStore {
  const made = lokiStore(endpoints, { now: () => at + day, ...parts });
  closing.push(() => made.dispose());
  return made;
}

async function storeOf(lines: readonly StoredLine[], rules: Rules = {}) {
  const player = await play(playLines(lines, rules));
  return { player, store: store([endpoint(player.url)]) };
}

const minute = 60_000;
const day = 86_400_000;
/** 2026-11-18 00:00 in Seoul. */
const at = Date.UTC(2026, 10, 17, 15);
const ns = (milliseconds: number, more = 0) => BigInt(milliseconds) * 1_000_000n + BigInt(more);
const line = (milliseconds: number, more: Partial<StoredLine> = {}): StoredLine => ({
  ns: ns(milliseconds),
  line: `line ${milliseconds}`,
  labels: { service_name: 'checkout-api' },
  ...more,
});

describe('counts', () => {
  it('stand in the bucket that they begin', async () => {
    const lines = [line(at), line(at + 5 * minute - 1), line(at + 5 * minute), line(at + 15 * minute)];
    const { store: logs, player } = await storeOf(lines);
    const range = { fromMs: at, toMs: at + 15 * minute, stepMs: 5 * minute };
    expect((await logs.counts({ query: {}, ...range })).data).toEqual({
      startMs: at,
      stepMs: 5 * minute,
      buckets: 3,
      series: [{ labels: {}, counts: [2, 1, 0] }],
    });
    const { method, headers } = player.seen[0] ?? {};
    expect(method).toBe('POST');
    expect(headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'x-loki-response-encoding-flags': 'categorize-labels',
    });
  });

  it('fill whole days of Seoul, whose buckets Loki has not', async () => {
    const lines = [line(at - 1), line(at), line(at + day - 1), line(at + day)];
    const { store: logs } = await storeOf(lines);
    const { data } = await logs.counts({ query: {}, fromMs: at, toMs: at + 2 * day, stepMs: day });
    expect(data).toMatchObject({ startMs: at, buckets: 2, series: [{ counts: [2, 1] }] });
  });

  it('begin at a multiple of the step where the range begins anywhere', async () => {
    const { store: logs } = await storeOf([line(at + 1_000)]);
    const { data } = await logs.counts({ query: {}, fromMs: at + 1_234, toMs: at + 7 * minute, stepMs: 5 * minute });
    expect(data).toMatchObject({ startMs: at, buckets: 2, series: [{ counts: [1, 0] }] });
  });

  it('agree with the lines themselves, whatever range and step', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 * 3_600_000 }), { maxLength: 40 }),
        fc.constantFrom(60_000, 300_000, 420_000, 3_600_000),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 120 }),
        async (offsets, stepMs, start, minutes) => {
          const lines = offsets.map((each) => line(at + each));
          const { store: logs, player } = await storeOf(lines, { points: 40, range: [3_600_000, '1h'] });
          const fromMs = at + start * minute;
          const { data } = await logs.counts({ query: {}, fromMs, toMs: fromMs + minutes * minute, stepMs });
          player.close();
          expect(data.startMs).toBe(fromMs);
          const expected = Array.from({ length: Math.ceil((minutes * minute) / stepMs) }, (_, bucket) => {
            const from = fromMs + bucket * stepMs;
            return offsets.filter((each) => at + each >= from && at + each < from + stepMs).length;
          });
          expect(data.series).toEqual([{ labels: {}, counts: expected }]);
        }
      ),
      { numRuns: 60, seed: 3 }
    );
  });

  it('tell labels apart, largest first, and have none where there is no line', async () => {
    const of = (name: string, count: number) =>
      Array.from({ length: count }, (_, each) => line(at + each, { labels: { service_name: name } }));
    const range = { fromMs: at, toMs: at + minute, stepMs: minute, by: ['service_name'] };
    const { store: logs } = await storeOf([...of('a', 2), ...of('b', 5)]);
    expect((await logs.counts({ query: {}, ...range })).data.series).toEqual([
      { labels: { service_name: 'b' }, counts: [5] },
      { labels: { service_name: 'a' }, counts: [2] },
    ]);
    const { store: none } = await storeOf([]);
    expect((await none.counts({ query: {}, ...range })).data.series).toEqual([]);
  });

  it('keep the frequent ones and sum the rest where there are too many series', async () => {
    const lines = Array.from({ length: 900 }, (_, each) =>
      line(at + each * 10, { metadata: { error_code: each % 3 === 0 ? 'PSP.TIMEOUT' : `E${each}` } })
    );
    const { store: logs } = await storeOf(lines);
    const { data, regions } = await logs.counts({
      query: {},
      fromMs: at,
      toMs: at + minute,
      stepMs: minute,
      by: ['error_code'],
    });
    expect(data.series).toHaveLength(21);
    expect(data.series[0]).toEqual({ labels: {}, counts: [900 - 300 - 19], rest: true });
    expect(data.series[1]).toEqual({ labels: { error_code: 'PSP.TIMEOUT' }, counts: [300] });
    expect(regions[0]?.notices).toEqual([{ code: 'topSeries', severity: 'warning', values: { kept: 20, limit: 500 } }]);
  });

  it('learn smaller limits from refusals, and remember them', async () => {
    const { store: logs, player } = await storeOf([line(at)], { points: 2_000, range: [day, '1d'] });
    const range = { fromMs: at, toMs: at + 10 * day, stepMs: minute };
    expect((await logs.counts({ query: {}, ...range })).data.series[0]?.counts[0]).toBe(1);
    const first = player.seen.length;
    await logs.counts({ query: {}, ...range });
    // Ten requests of a day each; none that is refused.
    expect(player.seen.length - first).toBe(10);
  });

  it('say where nothing at all is kept', async () => {
    const { store: logs } = await storeOf([line(at + 5 * day)]);
    const range = { fromMs: at - 10 * day, toMs: at + 6 * day, stepMs: day };
    const { regions } = await logs.counts({ query: {}, ...range });
    expect(regions[0]?.notices).toEqual([
      { code: 'nothingBefore', severity: 'info', values: { time: new Date(at + day - 3 * 3_600_000).toISOString() } },
    ]);
  });

  it.each([
    [{ fromMs: at, toMs: at, stepMs: minute }, 'rangeInvalid'],
    [{ fromMs: Number.NaN, toMs: at, stepMs: minute }, 'rangeInvalid'],
    [{ fromMs: at, toMs: at + day, stepMs: 1_500 }, 'rangeInvalid'],
    [{ fromMs: 0, toMs: at, stepMs: 1_000 }, 'tooManyBuckets'],
  ])('refuse %j', async (range, code) => {
    const { store: logs } = await storeOf([]);
    await expect(logs.counts({ query: {}, ...range })).rejects.toMatchObject({ code, fault: 'query' });
  });
});

describe('lines', () => {
  it('come page by page, newest first, each once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 })), { maxLength: 50 }),
        fc.integer({ min: 4, max: 9 }),
        fc.integer({ min: 1, max: 60 }),
        async (made, entries, maxLines) => {
          // No nanosecond has more lines than a page: those are told of apart.
          const perNs = new Map<number, number>();
          const lines = made.flatMap(([offset, kind], index) => {
            const count = (perNs.get(offset) ?? 0) + 1;
            perNs.set(offset, count);
            return count < entries
              ? [line(at, { ns: ns(at, offset), line: `${index}`, labels: { service_name: `s${kind}` } })]
              : [];
          });
          const { store: logs, player } = await storeOf(lines, { entries });
          const { data, regions } = await logs.lines({ query: {}, fromMs: at, toMs: at + 1, maxLines });
          player.close();
          expect(regions[0]?.failed).toBeUndefined();
          expect(data).toHaveLength(Math.min(maxLines, lines.length));
          expect(new Set(data.map((each) => each.line)).size).toBe(data.length);
          const newest = lines.map((each) => each.ns).sort((one, other) => (one < other ? 1 : -1));
          expect(data.map((each) => BigInt(each.ns))).toEqual(newest.slice(0, maxLines));
        }
      ),
      { numRuns: 150, seed: 4 }
    );
  });

  it('say that a nanosecond has more than a page, and go on before it', async () => {
    const same = Array.from({ length: 30 }, (_, each) => line(at + 10, { line: `same ${each}` }));
    const { store: logs } = await storeOf([...same, line(at), line(at + 20)], { entries: 10 });
    const { data, regions } = await logs.lines({ query: {}, fromMs: at, toMs: at + minute, maxLines: 100 });
    expect(data.map((each) => each.ns)).toContain(String(ns(at)));
    expect(data).toHaveLength(12);
    expect(regions[0]?.notices.map(({ code }) => code)).toContain('sameNanosecond');
  });

  it('span more time than one query may', async () => {
    const lines = Array.from({ length: 90 }, (_, each) => line(at - each * day));
    const { store: logs } = await storeOf(lines);
    const { data } = await logs.lines({ query: {}, fromMs: at - 100 * day, toMs: at + 1, maxLines: 1_000 });
    expect(data.map((each) => each.ns)).toEqual(lines.map((each) => String(each.ns)));
  });

  it('keep metadata apart from labels, and say that there are more', async () => {
    const lines = [1, 2, 3].map((each) => line(at + each, { metadata: { order_id: `${each}` } }));
    const { store: logs } = await storeOf(lines);
    const { data, regions } = await logs.lines({ query: {}, fromMs: at, toMs: at + minute, maxLines: 2 });
    expect(data[0]).toEqual({
      ns: String(ns(at + 3)),
      line: `line ${at + 3}`,
      labels: { service_name: 'checkout-api' },
      metadata: { order_id: '3' },
      parsed: {},
      endpoint: 'one',
    });
    expect(regions).toEqual([
      { name: 'one', truncated: true, notices: [{ code: 'moreLines', severity: 'info', values: { lines: 2 } }] },
    ]);
  });
});

describe('several endpoints', () => {
  it('are summed and interleaved; one that is down is named', async () => {
    const [seoul, ohio] = [await play(playLines([line(at), line(at + 2)])), await play(playLines([line(at + 1)]))];
    const down = await play(() => undefined);
    down.close();
    const logs = store([
      endpoint(seoul.url, { name: 'seoul', region: 'ap-northeast-2' }),
      endpoint(down.url, { name: 'tokyo', region: 'ap-northeast-1' }),
      endpoint(ohio.url, { name: 'ohio', region: 'us-east-2' }),
    ]);
    const range = { query: {}, fromMs: at, toMs: at + minute };
    const counts = await logs.counts({ ...range, stepMs: minute });
    expect(counts.data.series).toEqual([{ labels: {}, counts: [3] }]);
    expect(counts.regions.map(({ name, failed }) => [name, failed?.code])).toEqual([
      ['seoul', undefined],
      ['tokyo', 'connectionFailed'],
      ['ohio', undefined],
    ]);
    const lines = await logs.lines({ ...range, maxLines: 10 });
    expect(lines.data.map((each) => each.region)).toEqual(['ap-northeast-2', 'us-east-2', 'ap-northeast-2']);
    const few = await logs.lines({ ...range, maxLines: 2 });
    expect(few.regions.map(({ truncated }) => truncated)).toEqual([true, undefined, undefined]);
  });

  it('answer with nothing but reasons where all are down', async () => {
    const logs = store([endpoint('http://127.0.0.1:1'), endpoint('', { name: 'two' })]);
    const { data, regions } = await logs.lines({ query: {}, fromMs: at, toMs: at + 1, maxLines: 5 });
    expect(data).toEqual([]);
    expect(regions.map(({ failed }) => failed?.code)).toEqual(['connectionFailed', 'urlEmpty']);
  });
});
