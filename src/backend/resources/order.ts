import type { z } from 'zod';
import type { orderPageSchema, OrderStep } from '../../query/resources';
import type { CopyAccess } from '../copy';
import { ShopifyError } from '../shopify';
import { errorLines } from '../queries/common/logs';
import { QueryProblem } from '../queries/common/problem';
import { readLine } from '../queries/affected/keys';
import { findAtShopify } from '../queries/affected/from-shopify';
import type { FoundOrder } from '../queries/affected/resolve';
import { bareId } from '../queries/records/kind';
import { quoteLogql, type LogLine } from '../loki';
import { logNotices } from '../queries/common/logs';
import { json, type Answer, type Asked } from './context';
import { copyOf } from './incidents';
import { orderInCopy, type OrderFacts } from './order-facts';

type Entry = z.input<typeof orderPageSchema>['timeline'][number];

const hour = 3_600_000;

/** Errors are looked for from so long before the order until so long after it. */
const around = { before: 2 * hour, after: 24 * hour };
/** Error lines of one order that are shown. */
const mostLines = 200;

/** `GET order/<id or name>?lang=`: one order with what happened to it. */
export const answerOrder: Answer = async (asked) => {
  const { segments, t, shopify, options, logs } = asked;
  const [wanted = ''] = segments;
  const key = bareId(wanted.trim());
  const copy = copyOf(asked);
  const notices: string[] = [];
  const found = copy instanceof QueryProblem ? undefined : await orderInCopy(asked, copy, key);
  const order = found ?? (await live(asked, key, copy));
  if (order === undefined) {
    throw new QueryProblem('incidents:order.unknown', { order: wanted.slice(0, 60) }, { status: 404 });
  }
  if (found === undefined) {
    notices.push(t('incidents:order.live'));
  }
  const { domain } = await shopify.lastFacts(options);
  const store = domain.replace(/\.myshopify\.com$/, '');
  const range = { from: order.createdAt - around.before, to: Math.min(asked.now(), order.createdAt + around.after) };
  const errors = await errorsOf(asked, order, range);
  const answer: z.input<typeof orderPageSchema> = {
    id: order.id,
    name: order.name,
    placedAt: order.createdAt,
    total: order.total / 10_000,
    currency: order.currency,
    ...(order.status === null ? {} : { financialStatus: order.status }),
    ...(order.fulfillmentStatus === null ? {} : { fulfillmentStatus: order.fulfillmentStatus }),
    ...(order.cancelledAt === null ? {} : { cancelledAt: order.cancelledAt }),
    test: order.test,
    ...(order.customerId === null ? {} : { customerId: order.customerId }),
    ...(order.checkoutToken === null ? {} : { checkoutToken: order.checkoutToken }),
    adminUrl: `https://admin.shopify.com/store/${store}/orders/${order.id}`,
    ...(order.customerId === null
      ? {}
      : { customerAdminUrl: `https://admin.shopify.com/store/${store}/customers/${order.customerId}` }),
    timeline: [...steps(asked, order), ...errors.entries].sort((a, b) => a.at - b.at),
    ...(logs === undefined ? {} : { logs: { expr: `{service_name=~".+"} ${filterOf(order)}`, ...range } }),
    notices: [...notices, ...errors.notices],
  };
  return json(answer);
};

async function live(asked: Asked, key: string, copy: CopyAccess | QueryProblem): Promise<OrderFacts | undefined> {
  const { shopify, options } = asked;
  const isId = /^\d{6,19}$/.test(key);
  if (!isId && !/^#?[\p{L}\p{N}._/-]{1,40}$/u.test(key)) {
    return undefined;
  }
  const blank = {
    firstAt: 0,
    lastAt: 0,
    errors: 0,
    service: '',
    region: null,
    code: null,
    message: '',
    label: undefined,
  };
  const type = isId ? ('order' as const) : ('name' as const);
  try {
    const facts = await shopify.lastFacts(options);
    const { orders } = await findAtShopify({ shopify, options, facts }, [
      { ...blank, type, key, keys: { [type]: key } },
    ]);
    const [order] = orders;
    return order === undefined ? undefined : factsOf(order);
  } catch (error) {
    // Where the copy was read and has no such order, Shopify being away is not the reason.
    if (error instanceof ShopifyError && !(copy instanceof QueryProblem)) {
      return undefined;
    }
    throw error;
  }
}

function factsOf(order: FoundOrder): OrderFacts {
  return { ...order, fulfillmentStatus: null, cancelledAt: null, test: false, channel: null, steps: [] };
}

function steps({ t }: Asked, { createdAt, channel, cancelledAt, steps: more }: OrderFacts): Entry[] {
  const placed = channel === null ? t('incidents:order.placedPlain') : t('incidents:order.placed', { channel });
  const text: Readonly<Record<Exclude<OrderStep, 'placed' | 'error'>, (detail: string | null) => string>> = {
    paid: (gateway) => (gateway === null ? t('incidents:order.paidPlain') : t('incidents:order.paid', { gateway })),
    payment_failed: (code) =>
      code === null ? t('incidents:order.failedPlain') : t('incidents:order.failed', { code }),
    fulfilled: () => t('incidents:order.fulfilled'),
    delivered: () => t('incidents:order.delivered'),
    refunded: () => t('incidents:order.refunded'),
    cancelled: () => t('incidents:order.cancelled'),
  };
  return [
    { at: createdAt, step: 'placed', text: placed },
    ...more.map(({ at, step, detail }): Entry => ({ at, step, text: text[step](detail) })),
    ...(cancelledAt === null ? [] : [{ at: cancelledAt, step: 'cancelled' as const, text: text.cancelled(null) }]),
  ];
}

/** Label filters for every key of the order that lines may bear. */
function filterOf({ id, name, checkoutToken, cartToken }: OrderFacts): string {
  const keys: ReadonlyArray<readonly [string, string | null]> = [
    ['order_id', id],
    ['order_name', name],
    ['checkout_token', checkoutToken],
    ['cart_token', cartToken],
  ];
  return `| ${keys.flatMap(([label, value]) => (value === null ? [] : [`${label}=${quoteLogql(value)}`])).join(' or ')}`;
}

/** Error lines that name the order: by structured metadata, and by its id or tokens anywhere in the line. */
async function errorsOf(asked: Asked, order: OrderFacts, range: { readonly from: number; readonly to: number }) {
  const { logs, t, options } = asked;
  if (logs === undefined) {
    return { entries: [], notices: [t('incidents:order.noLogs')] };
  }
  const { id, checkoutToken, cartToken } = order;
  const texts = [id, checkoutToken, cartToken].flatMap((each) => each ?? []);
  const escaped = texts.map((each) => each.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('|');
  const ask = async (stages: string) =>
    await logs.store.lines({
      query: errorLines(logs, { services: [], stages }),
      fromMs: range.from,
      toMs: range.to,
      maxLines: mostLines,
      signal: options.signal,
    });
  const answers = await Promise.all([ask(filterOf(order)), ask(`|~ ${quoteLogql(escaped)}`)]);
  const lines = new Map(answers.flatMap(({ data }) => data).map((line) => [`${line.ns} ${line.line}`, line]));
  return {
    entries: [...lines.values()].flatMap((line) => entryOf(asked, order, line)),
    notices: [...new Set(logNotices(t, answers).map(({ text }) => text))],
  };
}

function entryOf({ t }: Asked, { id, name, checkoutToken, cartToken }: OrderFacts, line: LogLine): Entry[] {
  const { keys, code, message } = readLine(line);
  const plain = (text: string | undefined) => text?.replace(/^#/, '');
  const keyType =
    keys.order === id
      ? 'order'
      : plain(keys.name) === plain(name)
        ? 'name'
        : keys.checkout === checkoutToken
          ? 'checkout'
          : keys.cart === cartToken
            ? 'cart'
            : undefined;
  // A number that only looks like the order's is somebody else's line.
  if (keyType === undefined) {
    return [];
  }
  const service = line.labels['service_name'] ?? '';
  const region = line.labels['region'] ?? line.region;
  return [
    {
      at: Math.floor(Number(line.ns) / 1e6),
      step: 'error',
      text: t('incidents:order.error', { service: service === '' ? '–' : service, message: message() }),
      ...(service === '' ? {} : { service }),
      ...(code === null ? {} : { errorCode: code }),
      ...(region === undefined ? {} : { region }),
      keyType,
    },
  ];
}
