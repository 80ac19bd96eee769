import type { z } from 'zod';
import { backendTranslate } from '../../../locales/backend';
import type { Language } from '../../../locales/core';
import { readQuery } from '../../../query';
import { impactSettings } from '../../../query/logs';
import { CopyReads, SqlReads, type CopyAccess } from '../../copy';
import { sqlReader } from '../../copy/sql/role';
import { localRole } from '../../copy/testing/readers';
import type { Frame, TimeRange } from '../../grafana';
import { tinyCopy, tinyShop } from '../../kpi/testing/tiny-copy';
import type { Shopify } from '../../shopify';
import type { Ask } from '../common/ask';
import type { LogAccess } from '../common/logs';
import { runQuery } from '../dispatch';

type Rows = Parameters<typeof tinyCopy>[0];

/** Tuesday, 2026-03-03: 18:00 in Seoul. */
export const stopped = Date.UTC(2026, 2, 3, 9);

export interface AskingCopy {
  readonly range?: TimeRange;
  readonly copy?: Partial<CopyAccess>;
  /** The copy's first fill goes on. */
  readonly filling?: boolean;
  readonly language?: Language;
  readonly scopes?: readonly string[];
  readonly shopify?: Shopify;
  readonly intervalMs?: number;
  readonly logs?: LogAccess;
  readonly impact?: z.input<typeof impactSettings>;
}

/** Queries of any type over a copy with a few rows, answered by the same handler as Grafana's. */
export async function copiedShop(rows: Rows) {
  const copy = await tinyCopy(rows);
  const access: CopyAccess = {
    state: 'current',
    shopId: tinyShop,
    freshAt: stopped - 20_000,
    completeFrom: 0,
    personal: false,
    reads: new CopyReads(copy.file, localRole()),
    sql: new SqlReads(copy.file, localRole(sqlReader)),
  };
  return {
    file: copy.file,
    access,
    close: () => {
      copy.close();
    },
    query: async (model: object, asking: AskingCopy = {}): Promise<readonly Frame[]> => {
      const read = readQuery(model);
      if (!read.ok) {
        throw new Error(JSON.stringify(read.fault));
      }
      const { freshAt: _, completeFrom: __, ...unfinished } = access;
      const asked: CopyAccess = asking.filling === true ? { ...unfinished, state: 'backfill' } : access;
      return await runQuery(askOf(read.query, { ...asked, ...asking.copy }, asking));
    },
  };
}

// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as much of Shopify as a query of the copy may touch
const nobody = {
  facts: () => Promise.reject(new Error('Shopify was asked')),
  graphql: () => Promise.reject(new Error('Shopify was asked')),
  shopifyql: () => Promise.reject(new Error('Shopify was asked')),
  budget: () => ({}),
  tokenExpiresAt: () => undefined,
  servedVersion: () => undefined,
  dispose: () => undefined,
} as unknown as Shopify;

function askOf(query: Ask['query'], copy: CopyAccess, asking: AskingCopy): Ask {
  return {
    query,
    range: asking.range ?? { from: stopped - 3 * 86_400_000, to: stopped },
    intervalMs: asking.intervalMs ?? 60_000,
    now: stopped,
    connection: {
      domain: 'tiny.myshopify.com',
      credentials: { kind: 'token', token: 'shpat_demo_token' },
      apiVersion: '2026-07',
      allowProtected: new Set(),
    },
    shopify: asking.shopify ?? nobody,
    options: {
      signal: new AbortController().signal,
      deadline: Date.now() + 30_000,
      priority: 'person',
      caller: 'uid-1',
    },
    facts: {
      name: 'Tiny',
      domain: 'tiny.myshopify.com',
      timezone: 'Asia/Seoul',
      currency: 'KRW',
      plan: 'Basic',
      scopes: asking.scopes ?? ['read_orders', 'read_products'],
    },
    zone: query.timezone === 'shop' ? 'Asia/Seoul' : query.timezone,
    t: backendTranslate(asking.language ?? 'en'),
    copy,
    ...(asking.logs === undefined ? {} : { logs: asking.logs }),
    ...(asking.impact === undefined ? {} : { impact: impactSettings.parse(asking.impact) }),
  };
}
