import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { incidentSchema, incidentsSchema, orderPageSchema } from '../query/resources';
import { impactSettings } from '../query/logs';
import { asPluginError } from './errors';
import type { Frame } from './grafana';
import type { LogAccess } from './queries/common/logs';
import { busyShop, chance } from './queries/testing/busy-shop';
import { stopped } from './queries/testing/copy-ask';
import { scriptedLogs, type ScriptedLine } from './queries/testing/scripted-logs';
import { callResource } from './resources/router';
import { openCopy, type CopyEngine } from './copy';
import { tinyShop } from './kpi/testing/tiny-copy';
import { keepIncidentNote, keepIncidents } from './sync/writer/incidents';
import { Store } from './sync/writer/store';
import { Watching } from './watching';

const minute = 60_000;
const hour = 60 * minute;
const began = stopped - 4 * hour;
const ended = stopped - 2 * hour;

const column = ([frame]: readonly Frame[], name: string): unknown[] => [
  ...(frame?.fields.find((field) => field.name === name)?.values ?? []),
];

function storm(): ScriptedLine[] {
  const random = chance(9);
  const lines: ScriptedLine[] = [];
  for (let at = stopped - 9 * 24 * hour; at < stopped; at += 5 * minute) {
    const many = at >= began && at < ended ? 30 : random() < 0.2 ? 1 : 0;
    for (let n = 0; n < many; n += 1) {
      lines.push({ at: at + n * 1000, metadata: { error_code: 'PSP_TIMEOUT' } });
    }
  }
  return lines;
}

describe('incidents that are looked for', () => {
  let shop: Awaited<ReturnType<typeof busyShop>>;
  let engine: CopyEngine;
  let store: Store;
  const lines = storm();
  const impact = impactSettings.parse({ errorWords: { PSP_TIMEOUT: { en: 'The payment provider did not answer' } } });

  beforeAll(async () => {
    const share = (at: number) => (at >= began && at < ended ? 0.2 : 1);
    shop = await busyShop(
      { perHour: 40, share },
      {
        transactions: [
          {
            id: 't1',
            order_id: '5000000000001',
            kind: 'SALE',
            status: 'FAILURE',
            error_code: 'CARD_DECLINED',
            processed_at: 1,
          },
          {
            id: 't2',
            order_id: '5000000000001',
            kind: 'SALE',
            status: 'SUCCESS',
            gateway: 'shopify_payments',
            processed_at: 2,
          },
        ],
        fulfillments: [{ id: 'f1', order_id: '5000000000001', created_at: 3, delivered_at: 4 }],
      }
    );
    ({ engine } = await openCopy({ file: shop.file, now: 0 }));
    const about = {
      domain: 'tiny.myshopify.com',
      name: 'Tiny',
      plan: 'Basic',
      currency: 'KRW',
      timezone: 'Asia/Seoul',
    };
    const init = { personal: [], rawDocuments: false, metafields: {} };
    store = new Store(engine, { file: shop.file, shop: { id: tinyShop, ...about }, ...init }, 1, () => 0);
  }, 60_000);
  afterAll(async () => {
    await engine.close();
    shop.close();
  });

  const facts = () =>
    Promise.resolve({
      name: 'Tiny',
      domain: 'tiny.myshopify.com',
      timezone: 'Asia/Seoul',
      currency: 'KRW',
      plan: 'Basic',
      scopes: [],
    });
  let freshAt = stopped;
  const copy = () => ({
    kind: 'on' as const,
    settings: { personal: [], personalRoles: ['Admin'] },
    reads: shop.access.reads,
    supervisor: {
      standings: () => ({
        state: 'current',
        shopId: tinyShop,
        entities: [{ entity: 'orders', state: 'current', checkedAt: freshAt, completeFrom: 0 }],
      }),
      addIncidents: (rows: Parameters<typeof keepIncidents>[1]) => keepIncidents(store, rows),
      addIncidentNote: (note: Parameters<typeof keepIncidentNote>[1]) => keepIncidentNote(store, note),
    },
  });

  function watching(now: () => number, logs: LogAccess): Watching {
    const parts = {
      copy: copy(),
      shopify: { lastFacts: facts },
      logs,
      now,
      settings: { uid: 'u', connection: {}, impact },
    };
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as much of the parts as looking takes
    return new Watching(parts as unknown as ConstructorParameters<typeof Watching>[0]);
  }

  async function ask(
    url: string,
    body?: object,
    role = 'Viewer',
    logs?: LogAccess
  ): Promise<{ status: number; value: unknown }> {
    const parts = {
      settings: { language: 'en', connection: { domain: 'tiny.myshopify.com' }, impact },
      shopify: { lastFacts: facts },
      copy: copy(),
      ...(logs === undefined ? {} : { logs }),
      login: 'dana',
      now: () => stopped,
      options: { signal: new AbortController().signal, deadline: Date.now() + 10_000, priority: 'person' },
      errorOf: asPluginError,
    };
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as much of the parts as these resources take
    const answer = await callResource(parts as unknown as Parameters<typeof callResource>[0], role, {
      path: url.split('?')[0] ?? '',
      url,
      method: body === undefined ? 'GET' : 'POST',
      headers: new Map(),
      body: Buffer.from(JSON.stringify(body ?? {})),
    });
    if (Symbol.asyncIterator in answer) {
      throw new Error('no whole answer');
    }
    const value: unknown = JSON.parse(Buffer.from(answer.body ?? '').toString());
    return { status: answer.status ?? 200, value };
  }

  const revisionsOf = async () =>
    await engine.db
      .selectFrom('incidents')
      .select(['id', 'revision', 'state', 'ended_at'])
      .orderBy('revision')
      .execute();

  it('are kept while they go on, when they end and when more is known, and never twice', async () => {
    const logs = scriptedLogs(lines).access;
    const at = { now: began + 50 * minute };
    const eye = watching(() => at.now, logs);
    freshAt = at.now;
    expect(await eye.look()).toBe(1);
    expect(await eye.look()).toBe(0);
    expect(await revisionsOf()).toMatchObject([{ revision: 1, state: 4, ended_at: null }]);
    at.now = stopped;
    freshAt = stopped;
    expect(await eye.look()).toBe(1);
    expect(await eye.look()).toBe(0);
    const kept = await revisionsOf();
    expect(kept.map(({ id, revision }) => [id, revision])).toEqual([
      [kept[0]?.id, 1],
      [kept[0]?.id, 2],
    ]);
    expect(kept[1]?.ended_at).toBeGreaterThan(ended - 30 * minute);
    expect(kept[1]?.ended_at).toBeLessThan(ended + hour);
  });

  it('are looked for by whoever calls, once a minute, and a failure is told in the log alone', async () => {
    const at = { now: stopped };
    const script = scriptedLogs(lines);
    const eye = watching(() => at.now, script.access);
    const warned: string[] = [];
    const log = { warn: (message: string) => warned.push(message) };
    eye.heard(log);
    eye.heard(log);
    await eye.look();
    const calls = script.asked.length;
    eye.heard(log);
    await new Promise((done) => setTimeout(done, 20));
    expect(script.asked.length).toBe(calls);
    expect(warned).toEqual([]);
  });

  it('are annotations with regions', async () => {
    const frames = await shop.query(
      { queryType: 'events', kinds: ['incidents'] },
      { range: { from: stopped - 24 * hour, to: stopped }, impact }
    );
    expect(column(frames, 'title')).toEqual([
      'Fewer orders than usual while errors were above the usual (checkout-api)',
    ]);
    expect(column(frames, 'text')[0]).toContain('PSP_TIMEOUT: The payment provider did not answer');
    expect(column(frames, 'tags')).toEqual(['incidents,state-4,checkout-api']);
    const [time, timeEnd] = ['time', 'timeEnd'].map((name) =>
      Number(BigInt(String(column(frames, name)[0])) / 1_000_000n)
    );
    expect(Number(timeEnd) - Number(time)).toBeGreaterThan(hour);
  });

  it('are in SQL', async () => {
    const [frame] = await shop.query({
      queryType: 'sql',
      sql: 'select id, revision, state, revenue_at_risk_low from incidents order by revision',
    });
    expect(column([frame ?? { fields: [] }], 'revision')).toEqual([1, 2]);
    await expect(shop.query({ queryType: 'sql', sql: 'select * from incident_notes' })).rejects.toThrow();
  });

  it('are told to pages, and noted by Editors', async () => {
    const { incidents, currency } = incidentsSchema.parse((await ask('incidents?lang=en')).value);
    expect(currency).toBe('KRW');
    const [incident] = incidents;
    expect(incident).toMatchObject({
      revision: 2,
      state: 4,
      service: 'checkout-api',
      codeWords: 'The payment provider did not answer',
    });
    expect(incident?.revenueAtRisk?.high).toBeGreaterThan(incident?.revenueAtRisk?.low ?? 0);
    const path = `incidents/${incident?.id ?? ''}/note`;
    expect((await ask(path, { text: 'PSP maintenance' })).status).toBe(403);
    const noted = incidentSchema.parse((await ask(path, { text: ' PSP maintenance ' }, 'Editor')).value);
    expect(noted.note).toEqual({ text: 'PSP maintenance', at: stopped, by: 'dana' });
    expect(incidentSchema.parse((await ask(path, { text: '' }, 'Admin')).value).note).toBeUndefined();
    expect(await ask('incidents/nobody/note', { text: 'x' }, 'Admin')).toMatchObject({ status: 404 });
    expect(await ask(path, { text: 'x'.repeat(3_000) }, 'Admin')).toMatchObject({ status: 400 });
    expect(incidentsSchema.parse((await ask(`incidents?from=0&to=1000`)).value).incidents).toEqual([]);
    expect(incidentsSchema.parse((await ask('incidents?lang=ko')).value).incidents[0]?.title).toBe(
      '오류가 많은 동안 평소보다 적은 주문 (checkout-api)'
    );
  });

  it('lead to orders, whose timeline has the errors around them', async () => {
    const order = shop.orders[1];
    const id = order?.id ?? '';
    const at = (order?.created_at ?? 0) - minute;
    const logs = scriptedLogs([
      {
        at,
        metadata: { checkout_token: order?.checkout_token ?? '', error_code: 'PSP_TIMEOUT' },
        line: '{"msg":"no answer"}',
      },
      { at: at + 1, line: `retry of 9${id}9, not this one` },
    ]);
    const { status, value } = await ask(`order/${id}?lang=en`, undefined, 'Viewer', logs.access);
    expect(status).toBe(200);
    const page = orderPageSchema.parse(value);
    expect(page).toMatchObject({
      id,
      name: '#1002',
      financialStatus: 'PAID',
      adminUrl: `https://admin.shopify.com/store/tiny/orders/${id}`,
    });
    expect(page.timeline.map(({ step, text }) => [step, text])).toEqual([
      ['payment_failed', 'Payment failed: CARD_DECLINED'],
      ['paid', 'Paid by shopify_payments'],
      ['fulfilled', 'Sent'],
      ['delivered', 'Delivered'],
      ['error', 'checkout-api: no answer'],
      ['placed', 'Placed'],
    ]);
    expect(logs.asked.map(({ stages }) => stages)).toEqual([
      expect.stringContaining(`| order_id="${id}" or order_name="#1002" or checkout_token="`),
      expect.stringContaining(`|~ "${id}|`),
    ]);
    expect(orderPageSchema.parse((await ask(`order/%231002?lang=en`)).value)).toMatchObject({
      id,
      notices: ['No logs are connected, so errors around the order are not shown.'],
    });
    expect(await ask(`order/${encodeURIComponent("1' or '1'='1")}`)).toMatchObject({ status: 404 });
  });
});
