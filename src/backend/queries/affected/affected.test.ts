import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expectGolden } from '../../../../tests/support/golden';
import type { Frame } from '../../grafana';
import { copiedShop, stopped } from '../testing/copy-ask';
import { scriptedLogs, type ScriptedLine } from '../testing/scripted-logs';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;
const minute = 60_000;
const hour = 60 * minute;

const column = ([frame]: readonly Frame[], name: string): unknown[] => [
  ...(frame?.fields.find((field) => field.name === name)?.values ?? []),
];
const notices = ([frame]: readonly Frame[]) => (frame?.meta?.notices ?? []).map(({ text }) => text);
const row = (frames: readonly Frame[]) =>
  Object.fromEntries((frames[0]?.fields ?? []).map(({ name, values }) => [name, values[0]]));

const order = (id: string, minutesAgo: number, more: object = {}) => ({
  id,
  name: `#${id}`,
  created_at: stopped - minutesAgo * minute,
  processed_at: stopped - minutesAgo * minute,
  total_price: 500_000_000,
  currency: 'KRW',
  source_name: 'web',
  checkout_token: `token-of-${id}`,
  cart_token: `cart-of-${id}`,
  financial_status: 'PAID',
  ...more,
});
const at = (minutesAgo: number, metadata: Readonly<Record<string, string>>, more: Partial<ScriptedLine> = {}) => ({
  at: stopped - minutesAgo * minute,
  metadata: { error_code: 'PSP_TIMEOUT', ...metadata },
  line: '{"msg":"payment failed for dana@example.test"}',
  ...more,
});

const lines: ScriptedLine[] = [
  // Two tries, then it worked: known by token first, by id later.
  at(50, { checkout_token: 'token-of-2001' }),
  at(48, { checkout_token: 'token-of-2001', order_id: 'gid://shopify/Order/2001' }),
  // There before the error.
  at(40, { order_name: '2002' }, { service: 'email' }),
  // Left, and never paid; the customer of the other one came back with a new cart.
  at(45, { checkout_token: 'left-token-1' }),
  at(44, { checkout_token: 'left-token-2' }),
  // An order that is there and not paid.
  at(30, { cart_token: 'cart-of-2004?key=abc' }),
  // Nobody knows it.
  at(29, { checkout_token: 'nobody-knows-it' }, { region: 'us-east-1' }),
  // A customer who did not order.
  at(28, { customer_id: '77' }),
  at(27, {}, { line: 'pool exhausted', service: 'worker' }),
];
const impact = { errorWords: { PSP_TIMEOUT: { en: 'The payment provider did not answer', ko: '결제사 응답 없음' } } };
const range = { from: stopped - hour, to: stopped };

describe('affected orders of the copy', () => {
  let shop: Awaited<ReturnType<typeof copiedShop>>;
  const logs = scriptedLogs(lines).access;
  const ask = (more: object = {}) => ({ queryType: 'affected', ...more });
  beforeAll(async () => {
    shop = await copiedShop({
      orders: [
        order('2001', 47),
        order('2002', 90),
        order('2003', 20, { customer_id: '9' }),
        order('2004', 25, { financial_status: 'PENDING' }),
        order('2005', 10),
        order('2006', 9, { deleted_at: stopped }),
      ],
      abandoned_checkouts: [
        {
          id: 'c1',
          token: 'left-token-1',
          created_at: stopped - 46 * minute,
          created_day: '2026-03-03',
          total: 300_000_000,
          currency: 'KRW',
        },
        {
          id: 'c2',
          token: 'left-token-2',
          created_at: stopped - 46 * minute,
          created_day: '2026-03-03',
          total: 200_000_000,
          currency: 'KRW',
          customer_id: '9',
        },
      ],
      customers: [{ id: '77' }],
    });
  });
  afterAll(() => {
    shop.close();
  });

  it('are rows with what became of them and links', async () => {
    const frames = await shop.query(ask(), { range, logs, impact });
    expectGolden(golden('rows'), frames);
    expect(column(frames, 'key').map((key, index) => [key, column(frames, 'outcome_code')[index]])).toEqual([
      ['77', 'not paid'],
      ['nobody-knows-it', 'unknown'],
      ['cart-of-2004', 'not paid'],
      ['2002', 'paid before'],
      ['left-token-2', 'paid later'],
      ['left-token-1', 'not paid'],
      ['2001', 'paid later'],
    ]);
    expect(column(frames, 'errors').at(-1)).toBe(2);
    expect(column(frames, 'minutes_to_paid').at(-1)).toBe(3);
    expect(
      JSON.stringify(frames, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    ).not.toContain('dana@');
    const korean = await shop.query(ask(), { range, logs, impact, language: 'ko' });
    expect([column(korean, 'words')[0], column(korean, 'outcome')[0]]).toEqual(['결제사 응답 없음', '결제 안 됨']);
  });

  it('are counted', async () => {
    const frames = await shop.query(ask({ show: 'summary' }), { range, logs });
    expect(row(frames)).toMatchObject({
      lines: 9,
      lines_with_key: 8,
      match_rate: 8 / 9,
      affected_keys: 8,
      resolved: 6,
      paid_later: 2,
      not_paid: 3,
      value_not_paid: 80_000,
      share_of_all_checkouts: 5 / 6,
      advice: null,
      admin_search: 'id:77 OR name:"#2004" OR id:c1',
    });
  });

  it('tell developers what to log where ids are missing', async () => {
    const bare = Array.from({ length: 30 }, (_, n) =>
      at(20 + n / 10, {}, { service: n % 3 === 0 ? 'worker' : 'cart-api' })
    );
    const few = row(
      await shop.query(ask({ show: 'summary' }), { range, logs: scriptedLogs([...lines, ...bare]).access })
    );
    expect(few['advice']).toBe(
      'Only 21% of the error lines bear an id, so most of those affected can’t be found. Log order_id, checkout_token or customer_id as structured metadata, first in: cart-api, worker.'.replace(
        '’',
        "'"
      )
    );
    const strange = Array.from({ length: 30 }, (_, n) => at(20, { checkout_token: `hashed-token-${String(n)}` }));
    const unknown = row(await shop.query(ask({ show: 'summary' }), { range, logs: scriptedLogs(strange).access }));
    expect(unknown['advice']).toContain('The shop knows only 0%');
    const filling = { range, logs: scriptedLogs(strange).access, copy: { state: 'backfill' as const } };
    expect(row(await shop.query(ask({ show: 'summary' }), filling))['advice']).toBeNull();
  });

  it('are listed by code, with words or as a to-do', async () => {
    const before = { at: stopped - 30 * hour, metadata: { error_code: 'PSP_TIMEOUT' } };
    const inLine: ScriptedLine = { at: stopped - 5 * minute, line: '{"error":{"code":"E42"},"order_id":2005}' };
    const script = scriptedLogs([...lines, before, at(5, { error_code: 'NEW_ONE' }), inLine]);
    const frames = await shop.query(ask({ show: 'codes' }), { range, logs: script.access, impact });
    expectGolden(golden('codes'), frames);
    expect(column(frames, 'error_code')).toEqual(['PSP_TIMEOUT', 'PSP_TIMEOUT', 'PSP_TIMEOUT', 'NEW_ONE', 'E42']);
    expect(column(frames, 'has_words')).toEqual([true, true, true, false, false]);
    expect(column(frames, 'is_new')).toEqual([false, false, false, true, true]);
  });

  it('know codes of the week before, also where lines alone bear them', async () => {
    const inLine = (minutesAgo: number, body: object): ScriptedLine => ({
      at: stopped - minutesAgo * minute,
      line: JSON.stringify(body),
    });
    const script = scriptedLogs([
      inLine(5, { error: { code: 'E42' } }),
      inLine(4, { error: { code: 'E43' } }),
      inLine(3, { code: 500 }),
      inLine(2, { code: { not: 'a code' } }),
      at(1, { error_code: 'E44' }),
      inLine(50 * 60, { error: { code: 'E42' } }),
      inLine(60 * 60, { errorCode: 'E44' }),
      inLine(9 * 24 * 60, { error: { code: 'E43' } }),
    ]);
    const frames = await shop.query(ask({ show: 'codes' }), { range, logs: script.access });
    const news = column(frames, 'error_code').map((code, index) => [code, column(frames, 'is_new')[index]]);
    expect(Object.fromEntries(news)).toEqual({ E42: false, E43: true, 500: true, E44: false });
    const down = scriptedLogs([inLine(5, { error: { code: 'E42' } })], { failed: 'serverError' });
    expect(column(await shop.query(ask({ show: 'codes' }), { range, logs: down.access }), 'is_new')).toEqual([]);
  });

  describe('by pattern', () => {
    const said = (minutesAgo: number, msg: string, more: Partial<ScriptedLine> = {}): ScriptedLine => ({
      at: stopped - minutesAgo * minute,
      line: JSON.stringify({ level: 'error', msg }),
      ...more,
    });
    const timeout = { metadata: { error_code: 'PSP_TIMEOUT' } };
    const spoken = [
      said(50, 'Payment 17 of order 5000000000017 timed out after 10 s', timeout),
      said(40, 'Payment 18 of order 5000000000018 timed out after 12 s', { ...timeout, service: 'worker' }),
      said(30, 'Payment 19 of order 5000000000019 timed out after 9.5 s', timeout),
      said(20, 'No shipping rate could be calculated for dana@example.test'),
      { at: stopped - 10 * minute, line: 'pool "main" exhausted\n  at connect (db.js:12)', service: 'worker' },
      said(3 * 24 * 60, 'No shipping rate could be calculated for <email>'),
      said(9 * 24 * 60, 'pool "main" exhausted at connect (db.js:12)'),
    ];
    const patterns = ask({ show: 'patterns' });
    const table = (frames: readonly Frame[], ...names: string[]) =>
      column(frames, 'pattern').map((_, index) => names.map((name) => column(frames, name)[index]));

    it('are listed with count, share, services, words, and whether they are new', async () => {
      const frames = await shop.query(patterns, { range, logs: scriptedLogs(spoken).access, impact });
      expectGolden(golden('patterns'), frames);
      expect(table(frames, 'pattern', 'errors', 'share', 'service', 'error_code', 'is_new')).toEqual([
        ['Payment <_> of order <_> timed out after <_> s', 3, 0.6, 'checkout-api, worker', 'PSP_TIMEOUT', true],
        ['No shipping rate could be calculated for <_>', 1, 0.2, 'checkout-api', null, false],
        ['pool "main" exhausted at connect (db.js:<_>)', 1, 0.2, 'worker', null, true],
      ]);
      expect(column(frames, 'message')[1]).toBe('No shipping rate could be calculated for <email>');
      expect(notices(frames)).toEqual([]);
      const korean = await shop.query(patterns, { range, logs: scriptedLogs(spoken).access, impact, language: 'ko' });
      expect(table(korean, 'words')[0]).toEqual(['결제사 응답 없음']);
      expect(korean[0]?.fields[1]?.config?.displayName).toBe('패턴');
    });

    it('lead to their lines', async () => {
      const { access, asked } = scriptedLogs(spoken);
      const frames = await shop.query(patterns, { range, logs: access });
      expect(table(frames, 'logs_expr').map(([expr]) => z.string().parse(JSON.parse(`"${String(expr)}"`)))).toEqual([
        '{service_name=~"checkout-api|worker"} |~ "Payment.+of order.+timed out after.+s" | level=~"error|critical" | error_code="PSP_TIMEOUT"',
        '{service_name=~"checkout-api"} |~ "No shipping rate could be calculated for" | level=~"error|critical"',
        String.raw`{service_name=~"worker"} |~ "(?s)pool\\W+main\\W+exhausted\\W+at\\W+connect\\W+db\\W+js" | level=~"error|critical"`,
      ]);
      // The lines, and those of the week before.
      expect(asked.map(({ method, from }) => [method, (range.from - from) / (24 * hour)])).toEqual([
        ['lines', 0],
        ['lines', 7],
      ]);
    });

    it('are new by a count of the log store where the week before has more lines than are read', async () => {
      const many = Array.from({ length: 5_000 }, (_, at) => said(24 * 60 + at / 100, 'SMTP deferred, will retry'));
      const script = scriptedLogs([...spoken, ...many, said(35, 'SMTP deferred, will retry')]);
      const frames = await shop.query(patterns, { range, logs: script.access });
      expect(table(frames, 'pattern', 'is_new')).toEqual([
        ['Payment <_> of order <_> timed out after <_> s', true],
        ['SMTP deferred, will retry', false],
        // It is too far back to be read.
        ['No shipping rate could be calculated for <_>', false],
        ['pool "main" exhausted at connect (db.js:<_>)', true],
      ]);
      expect(script.asked.filter(({ method }) => method === 'counts').length).toBe(3);
      expect(notices(frames)).toEqual([]);
    });

    it('are not called new where the week before can’t be asked, or there are too many to ask for', async () => {
      const part = await shop.query(patterns, {
        range,
        logs: scriptedLogs(spoken, { second: 'serverError' }).access,
      });
      expect(table(part, 'is_new').flat()).toEqual([null, false, null]);
      expect(notices(part).join(' ')).toContain('Whether all of these patterns are new is not known');
      const words = ['alpha', 'beta', 'gamma', 'delta', 'eta', 'theta', 'iota', 'kappa', 'mu', 'nu', 'xi', 'pi', 'rho'];
      const many = Array.from({ length: 5_001 }, (_, at) => said(24 * 60 + at / 100, 'SMTP deferred, will retry'));
      const kinds = words.map((word) => said(5, `${word} failed`));
      const cut = await shop.query(patterns, { range, logs: scriptedLogs([...many, ...kinds]).access });
      expect(column(cut, 'is_new').filter((each) => each === null)).toHaveLength(1);
      expect(column(cut, 'is_new').filter((each) => each === true)).toHaveLength(12);
    });

    it('keep their columns when nothing is there, and when Loki is down', async () => {
      const names = (frames: readonly Frame[]) => frames[0]?.fields.map(({ name, type }) => [name, type]);
      const whole = await shop.query(patterns, { range, logs: scriptedLogs(spoken).access });
      const empty = await shop.query(patterns, { range, logs: scriptedLogs([]).access });
      const down = await shop.query(patterns, { range, logs: scriptedLogs(spoken, { failed: 'serverError' }).access });
      expect([names(empty), names(down)]).toEqual([names(whole), names(whole)]);
      expect(notices(down)).toEqual([expect.stringContaining('Logs of seoul (ap-northeast-2) are missing')]);
      const cut = await shop.query(ask({ show: 'patterns', limit: 1 }), { range, logs: scriptedLogs(spoken).access });
      expect([column(cut, 'pattern').length, notices(cut).join('')]).toEqual([
        1,
        expect.stringContaining('Cut off at 1'),
      ]);
    });
  });

  it('are counted over time by service, the rest as one', async () => {
    const services = Array.from({ length: 14 }, (_, n) => `svc-${String.fromCharCode(97 + n)}`);
    const many = services.flatMap((service, n) =>
      Array.from({ length: 20 - n }, (_, each) => ({ at: stopped - (each + 1) * minute, service }))
    );
    const frames = await shop.query(ask({ show: 'services' }), { range, logs: scriptedLogs(many).access });
    const [time, ...columns] = frames[0]?.fields ?? [];
    expect([time?.values.length, time?.config?.interval]).toEqual([60, minute]);
    const sum = (values: Iterable<unknown>) => [...values].reduce<number>((all, each) => all + Number(each), 0);
    expect(columns.map(({ labels, values }) => [labels?.['service_name'], sum(values)])).toEqual([
      ...services.slice(0, 12).map((name, n) => [name, 20 - n]),
      ['Others', 8 + 7],
    ]);
    const empty = await shop.query(ask({ show: 'services' }), { range, logs: scriptedLogs([]).access });
    expect(empty[0]?.fields.map(({ name }) => name)).toEqual(['time']);
  });

  it('narrow by service and code, names taken as they are', async () => {
    const script = scriptedLogs(lines);
    const frames = await shop.query(ask({ services: ['email'], errorCodes: ['PSP_TIMEOUT', 'a"|.*'] }), {
      range,
      logs: script.access,
    });
    expect(column(frames, 'order_name')).toEqual(['#2002']);
    expect(script.asked[0]).toMatchObject({
      selector: '{service_name=~"email"}',
      stages: String.raw`| level=~"error|critical" | error_code=~"PSP_TIMEOUT|a\"\\|\\.\\*"`,
    });
  });

  it('take ad-hoc filters of log lines, and say which they leave out', async () => {
    const script = scriptedLogs(lines);
    const filters = [
      { key: 'error_code', operator: '=|', value: 'PSP_TIMEOUT', values: ['PSP_TIMEOUT', 'A.B'] },
      { key: 'region', operator: '!=', value: 'x" or level="y' },
      { key: 'financial_status', operator: '=', value: 'paid' },
    ];
    const frames = await shop.query(ask({ filters }), { range, logs: script.access });
    expect(script.asked[0]?.stages).toBe(
      String.raw`| level=~"error|critical" | error_code=~"PSP_TIMEOUT|A\\.B" | region!="x\" or level=\"y"`
    );
    expect(notices(frames)).toEqual([expect.stringContaining('financial_status =')]);
  });

  it('keep all columns when nothing is there, and when Loki is down', async () => {
    const whole = await shop.query(ask(), { range, logs });
    const empty = await shop.query(ask(), { range, logs: scriptedLogs([]).access });
    const down = await shop.query(ask(), { range, logs: scriptedLogs(lines, { failed: 'serverError' }).access });
    const names = (frames: readonly Frame[]) => frames[0]?.fields.map(({ name, type }) => [name, type]);
    expect(names(empty)).toEqual(names(whole));
    expect(names(down)).toEqual(names(whole));
    expect(notices(down)).toEqual([expect.stringContaining('Logs of seoul (ap-northeast-2) are missing')]);
    await expect(shop.query(ask(), { range })).rejects.toMatchObject({ key: 'affected:error.noLogs' });
  });

  it('say that they are cut', async () => {
    const frames = await shop.query(ask({ limit: 2 }), { range, logs });
    expect([column(frames, 'key').length, notices(frames)]).toEqual([
      2,
      ['Cut off at 2 rows, there are more. Raise the limit or choose a shorter time.'],
    ]);
  });

  it('stand alone where neither copy nor Shopify can be asked', async () => {
    const off = { state: 'off' as const };
    await expect(shop.query(ask(), { range, logs, copy: off })).rejects.toThrow('Shopify was asked');
  });
});
