import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../../../../tests/support/golden';
import { LogError } from '../../loki';
import type { Frame } from '../../grafana';
import { ShopifyError, type Shopify } from '../../shopify';
import { stopped } from '../testing/copy-ask';
import { busyShop, chance } from '../testing/busy-shop';
import { scriptedLogs, type ScriptedLine } from '../testing/scripted-logs';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const column = ([frame]: readonly Frame[], name: string): unknown[] => [
  ...(frame?.fields.find((field) => field.name === name)?.values ?? []),
];
const cell = (frames: readonly Frame[], name: string) => column(frames, name)[0];
/** The newest bucket is still filling: its state is not known yet. */
const lastOf = (frames: readonly Frame[], name: string) => column(frames, name).findLast((value) => value !== null);
const notices = ([frame]: readonly Frame[]) => (frame?.meta?.notices ?? []).map(({ text }) => text);

/** An hour and a half before now, checkouts begin to fail. */
const began = stopped - 90 * minute;

function errorLines(): ScriptedLine[] {
  const random = chance(4);
  const lines: ScriptedLine[] = [];
  for (let at = stopped - 9 * day; at < stopped; at += 5 * minute) {
    const many = at >= began ? 40 : random() < 0.3 ? 1 : 0;
    for (let n = 0; n < many; n += 1) {
      const service = n % 4 === 3 ? 'cart-api' : 'checkout-api';
      lines.push({ at: at + n * 1000, service, metadata: { error_code: 'PSP_TIMEOUT' } });
    }
    lines.push({ at: at + 1, service: 'checkout-api', level: 'info' });
  }
  return lines;
}

const impact = (more: object = {}) => ({ queryType: 'impact', ...more });
const range = { from: stopped - 6 * hour, to: stopped };

/** A Shopify that answers GraphQL alone, always the same. */
function shopifyWith(data: object): Shopify {
  const graphql = () =>
    data instanceof Error ? Promise.reject(data) : Promise.resolve({ data, truncated: false, notices: [] });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as much of Shopify as the query may touch
  return { graphql } as unknown as Shopify;
}

describe('impact of an incident', () => {
  let shop: Awaited<ReturnType<typeof busyShop>>;
  const troubled = { perHour: 40, share: (at: number) => (at >= began ? 0.3 : 1) };
  const lines = errorLines();
  const logs = scriptedLogs(lines).access;
  const words = { errorWords: { PSP_TIMEOUT: { en: 'The payment provider did not answer', ko: '결제사 응답 없음' } } };
  beforeAll(async () => {
    shop = await busyShop(troubled, {
      orders: [
        { id: 't1', created_at: stopped - 2 * hour, test: 1, source_name: 'web', total_price: 10_000 },
        { id: 'p1', created_at: stopped - 2 * hour, source_name: 'pos', total_price: 10_000 },
      ],
    });
  }, 60_000);
  afterAll(() => {
    shop.close();
  });

  it('is a course of left-edged buckets that adds up to the orders there are', async () => {
    const frames = await shop.query(impact(), { range, logs });
    expect(frames[0]?.meta?.type).toBe('timeseries-wide');
    const times = column(frames, 'time').map((time) => Number(BigInt(String(time)) / 1_000_000n));
    expect(times).toEqual(Array.from({ length: 72 }, (_, at) => range.from + at * 5 * minute));
    const counted = (from: number) =>
      shop.orders.filter(({ created_at }) => created_at >= from && created_at < from + 5 * minute).length;
    expect(column(frames, 'orders')).toEqual(times.map(counted));
    const errors = (from: number) =>
      lines.filter(({ at, level }) => level === undefined && at >= from && at < from + 5 * minute).length;
    expect(column(frames, 'errors')).toEqual(times.map(errors));
    expect(lastOf(frames, 'state')).toBe(4);
    expect(column(frames, 'state')[0]).toBe(0);
    const revenue = column(frames, 'revenue').reduce<number>((sum, value) => sum + Number(value), 0);
    const wanted = shop.orders
      .filter(({ created_at }) => created_at >= range.from)
      .reduce((sum, { total_price }) => sum + total_price / 10_000, 0);
    expect(revenue).toBeCloseTo(wanted, 3);
  });

  it('is one numeric row for rules, whose columns never change', async () => {
    const frames = await shop.query(impact({ format: 'alert' }), { range, logs });
    expectGolden(golden('alert'), frames);
    const [state] = await shop.query(impact({ format: 'alert', field: 'state' }), { range, logs });
    expect(state?.fields.map(({ name, labels, values }) => [name, labels, [...values]])).toEqual([
      ['state', undefined, [4]],
    ]);
    const calm = await shop.query(impact({ format: 'alert' }), { range: { from: range.from - 3 * day, to: range.to } });
    expect(calm[0]?.fields.map(({ name, labels }) => [name, labels])).toEqual(
      frames[0]?.fields.map(({ name, labels }) => [name, labels])
    );
  });

  it('is a sentence with its figures, in English and Korean', async () => {
    expectGolden(golden('verdict'), await shop.query(impact({ format: 'verdict' }), { range, logs, impact: words }));
    const korean = await shop.query(impact({ format: 'verdict' }), { range, logs, impact: words, language: 'ko' });
    expectGolden(golden('verdict-ko'), korean);
    expect([cell(korean, 'service'), cell(korean, 'error_code'), cell(korean, 'code_words')]).toEqual([
      'checkout-api',
      'PSP_TIMEOUT',
      '결제사 응답 없음',
    ]);
  });

  it('speaks the language that the query names, whoever looks', async () => {
    const sentence = async (more: object, language: 'en' | 'ko') =>
      String(cell(await shop.query(impact({ format: 'verdict', ...more }), { range, logs, language }), 'sentence'));
    const korean = await sentence({}, 'ko');
    expect(korean).toMatch(/[가-힣]/);
    expect(await sentence({ textLanguage: 'ko' }, 'en')).toBe(korean);
    expect(await sentence({ textLanguage: 'en' }, 'ko')).toBe(await sentence({}, 'en'));
    const [course] = await shop.query(impact({ textLanguage: 'ko' }), { range, logs, language: 'en' });
    expect(course?.fields.find(({ name }) => name === 'orders')?.config?.displayName).toMatch(/[가-힣]/);
  });

  describe('names what else happened', () => {
    const deployed = (at: number, name: string): ScriptedLine => ({
      at,
      service: 'deployments',
      level: 'info',
      metadata: { deployed_service: name },
    });
    const theme = (changed: number) =>
      shopifyWith({
        themes: {
          nodes: [{ id: 'gid://shopify/OnlineStoreTheme/1', name: 'Dawn', updatedAt: new Date(changed).toISOString() }],
        },
      });
    const scopes = ['read_orders', 'read_themes'];
    const verdict = async (asking: Parameters<typeof shop.query>[1]) =>
      await shop.query(impact({ format: 'verdict' }), { range, logs, ...asking });

    it('themes and deployments from two hours before, and no cause', async () => {
      const frames = await verdict({
        scopes,
        shopify: theme(began - 10 * minute),
        logs: scriptedLogs([
          ...lines,
          deployed(began - 5 * minute, 'checkout-api'),
          deployed(began - 3 * hour, 'cart-api'),
        ]).access,
      });
      const said = String(cell(frames, 'confounders'));
      expect(said).toContain('The published theme changed at Tue, Mar 3, 4:20 PM: Dawn.');
      expect(said).toContain('A deployment took place at Tue, Mar 3, 4:25 PM: checkout-api.');
      expect(said).not.toContain('cart-api');
      expect(String(cell(frames, 'sentence'))).not.toMatch(/theme|deploy|because/i);
      expect(notices(frames)).toEqual([]);
      const before = await verdict({ scopes, shopify: theme(began - 3 * hour) });
      expect(String(cell(before, 'confounders'))).not.toContain('Dawn');
    });

    it('themes that the copy noticed, without asking Shopify, also one that was replaced since', async () => {
      const change = (subject_id: string, at: number, before_text: string, after_text: string) => ({
        field: 'main_theme',
        subject_id,
        at,
        seen_at: at,
        before_text,
        after_text,
      });
      const kept = await busyShop(troubled, {
        themes: [
          { id: 't1', name: 'Tideline', role: 'MAIN' },
          { id: 't2', name: 'Lantern', role: 'UNPUBLISHED' },
        ],
        changes: [
          change('t2', began - 10 * minute, 'Tideline', 'Lantern'),
          change('t1', began + 20 * minute, 'Lantern', 'Tideline'),
        ],
      });
      const frames = await kept.query(impact({ format: 'verdict' }), { range, logs, scopes });
      expect(String(cell(frames, 'confounders'))).toContain(
        'The published theme changed at Tue, Mar 3, 4:20 PM: Lantern.'
      );
      expect(String(cell(frames, 'confounders'))).toContain('Tideline');
      expect(notices(frames)).toEqual([]);
      kept.close();
    });

    it('asks no theme without the scope, and only where something is wrong', async () => {
      expect(notices(await verdict({}))).toEqual([]);
      const calm = { from: range.from - 3 * day, to: range.to - 3 * day };
      await shop.query(impact({ format: 'verdict' }), { range: calm, logs: scriptedLogs([]).access, scopes });
    });

    it('says when Shopify does not tell', async () => {
      const away = shopifyWith(new ShopifyError('unreachable', { fault: 'shopify', status: 502 }));
      const frames = await verdict({ scopes, shopify: away });
      expect(cell(frames, 'state')).toBe(4);
      expect(notices(frames)).toEqual([expect.stringContaining('Shopify did not tell when the theme last changed')]);
    });
  });

  it.each([
    ['as written', 2 * minute, 120, true],
    ['for hours', 8 * hour, 8 * 3_600, true],
    ['for a day', 26 * hour, 26 * 3_600, true],
    ['for longer than is looked back', 30 * day, 7 * 86_400, false],
  ])('tells since when logs have stopped: %s', async (_, age, seconds, dated) => {
    const stale = scriptedLogs([{ at: stopped - age, level: 'info' }]).access;
    const alert = await shop.query(impact({ format: 'alert' }), { range, logs: stale });
    expect(cell(alert, 'logs_age_seconds')).toBe(seconds);
    expect(notices(alert).some((text) => text.includes('no log line for six hours'))).toBe(age > 6 * hour);
    expect(alert[0]?.meta?.custom).toMatchObject({ logsFreshAt: dated ? stopped - age : null });
    const down = scriptedLogs([], { failed: 'timedOut' }).access;
    expect(cell(await shop.query(impact({ format: 'alert' }), { range, logs: down }), 'logs_age_seconds')).toBeNull();
  });

  it('keeps the same columns by day, by hour and by minute', async () => {
    const week = { from: stopped - 7 * day, to: stopped };
    const days = await shop.query(impact({ bucket: '1d' }), { range: week, logs });
    const hours = await shop.query(impact({ bucket: '1h' }), { range: week, logs });
    const sum = (frames: readonly Frame[], name: string) =>
      column(frames, name).reduce<number>((total, value) => total + Number(value ?? 0), 0);
    expect(column(days, 'time').length).toBe(8);
    for (const name of ['orders', 'errors', 'revenue', 'expected']) {
      expect(sum(days, name)).toBeCloseTo(sum(hours, name), 3);
    }
    expect(lastOf(days, 'state')).toBe(3);
    const minutes = await shop.query(impact({ bucket: '1m' }), { range: { from: stopped - hour, to: stopped }, logs });
    expect(column(minutes, 'orders').length).toBe(60);
  });

  it('stands without logs and when Loki is down, and says so', async () => {
    const none = await shop.query(impact(), { range });
    expect(new Set(column(none, 'errors'))).toEqual(new Set([null]));
    expect(notices(none)).toEqual([expect.stringContaining('An admin connects Loki')]);
    const down = await shop.query(impact(), { range, logs: scriptedLogs(lines, { failed: 'timedOut' }).access });
    expect(new Set(column(down, 'errors'))).toEqual(new Set([null]));
    expect(column(down, 'orders')).toEqual(column(none, 'orders'));
    expect(notices(down)).toEqual([expect.stringContaining('Logs of seoul (ap-northeast-2) are missing')]);
    expect(lastOf(down, 'state')).toBe(2);
    expect(down[0]?.meta?.custom).toMatchObject({ logs: 'down', ordersFreshAt: stopped - 20_000, logsFreshAt: null });
    const alert = await shop.query(impact({ format: 'alert' }), { range });
    expect([cell(alert, 'errors'), cell(alert, 'logs_age_seconds')]).toEqual([null, null]);
  });

  it('shows what other regions have where one is down', async () => {
    const partly = await shop.query(impact(), {
      range,
      logs: scriptedLogs(lines, { second: 'connectionFailed' }).access,
    });
    expect(column(partly, 'errors').at(-1)).toBe(40);
    expect(notices(partly)).toEqual([expect.stringContaining('Logs of tokyo are missing')]);
  });

  it('fails with the query’s own fault alone', async () => {
    const wrong = scriptedLogs(lines, { throws: new LogError('syntax', { line: 1, column: 3, near: '||' }) }).access;
    await expect(shop.query(impact({ stages: '||' }), { range, logs: wrong })).rejects.toMatchObject({
      code: 'syntax',
    });
  });

  it('judges errors where there is no copy, and says what is missing', async () => {
    const frames = await shop.query(impact(), {
      range,
      logs,
      copy: { state: 'off', reason: { code: 'queries:copy.off', values: {} } },
    });
    expect(new Set(column(frames, 'orders'))).toEqual(new Set([null]));
    expect(new Set(column(frames, 'expected'))).toEqual(new Set([null]));
    expect(column(frames, 'errors').at(-1)).toBe(40);
    expect(lastOf(frames, 'state')).toBe(3);
    expect(notices(frames)).toEqual([expect.stringContaining('Orders are missing')]);
    await expect(shop.query(impact(), { range, copy: { state: 'off' } })).rejects.toMatchObject({
      key: 'impact-query:copy.off',
    });
  });

  it('tells of errors alone where nothing is known of orders, and calls nothing fine of which too little is known', async () => {
    const asking = { range, copy: { state: 'off' as const } };
    const alarm = await shop.query(impact({ format: 'verdict' }), { ...asking, logs });
    expect(cell(alarm, 'state')).toBe(3);
    expect(cell(alarm, 'details')).toBeNull();
    expect([cell(alarm, 'revenue_at_risk_low'), cell(alarm, 'revenue_at_risk_high')]).toEqual([null, null]);
    expect(cell(alarm, 'sentence')).toMatch(/^More errors than usual since .* How many orders are usual is not known/);
    const calm = scriptedLogs(lines.filter(({ at }) => at < began)).access;
    const quiet = await shop.query(impact({ format: 'verdict' }), { ...asking, logs: calm });
    expect(cell(quiet, 'sentence')).toBe('Not enough history to tell what is usual.');
    expect(cell(quiet, 'state')).toBeNull();
    const rule = await shop.query(impact({ format: 'alert', field: 'state' }), { ...asking, logs: calm });
    expect(cell(rule, 'state')).toBe(0);
  });

  it('judges errors while the copy is being filled, whose orders are no count yet', async () => {
    const frames = await shop.query(impact({ format: 'verdict' }), { range, logs, filling: true });
    expect(cell(frames, 'state')).toBe(3);
    expect(cell(frames, 'orders')).toBeNull();
    expect(cell(frames, 'service')).toBe('checkout-api');
    expect(notices(frames)).toContain('The copy is still being filled: older records are missing.');
  });

  it('asks Loki for services by name, never by pattern, and settled days once', async () => {
    const script = scriptedLogs(lines);
    const asking = { range, logs: script.access };
    await shop.query(impact({ services: ['checkout-api', 'a.b"|x'], stages: '|= "card"' }), asking);
    expect(script.asked[0]).toMatchObject({
      selector: String.raw`{service_name=~"checkout-api|a\\.b\"\\|x"}`,
      stages: '| level=~"error|critical" |= "card"',
    });
    const before = script.asked.filter(({ method }) => method === 'counts').length;
    await shop.query(impact({ services: ['$__all'] }), asking);
    await shop.query(impact(), { ...asking, range: { ...range, from: range.from + 5 * minute } });
    const counts = script.asked.filter(({ method }) => method === 'counts').slice(before);
    expect(counts.map(({ selector }) => selector)).toEqual([''].slice(0, counts.length));
  });

  it('shows orders after the copy’s freshness as not known', async () => {
    const frames = await shop.query(impact(), { range, logs, copy: { freshAt: stopped - hour } });
    expect(column(frames, 'orders').slice(-12)).toEqual(new Array(12).fill(null));
    expect(column(frames, 'orders').at(-13)).not.toBeNull();
  });

  it.each([
    [{ bucket: '1m' }, { from: stopped - 3 * day, to: stopped }, 'impact-query:error.rangeTooLong'],
    [{}, { from: stopped + hour, to: stopped + 2 * hour }, 'impact-query:error.rangeEmpty'],
    [{}, { from: stopped - 500 * day, to: stopped }, 'impact-query:error.rangeTooLong'],
  ])('refuses %j over %j', async (more, given, key) => {
    await expect(shop.query(impact(more), { range: given, logs })).rejects.toMatchObject({ key });
  });
});

describe('impact of a shop with few orders', () => {
  it('says what can be told, and by what', async () => {
    const shop = await busyShop({ perHour: 1.2, share: (at) => (at >= stopped - 14 * hour ? 0 : 1) });
    const frames = await shop.query(impact({ format: 'verdict' }), { range, logs: scriptedLogs([]).access });
    expect(cell(frames, 'state')).toBe(2);
    expect(String(cell(frames, 'details'))).toContain('Last order: 16 hours 30 minutes ago');
    shop.close();
  });
});
