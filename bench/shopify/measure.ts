/** Measures in the runtime that runs it, against the endpoint whose address it is given; prints figures as JSON. */
import { z } from 'zod';
import { backendTranslate } from '../../src/locales/backend';
import { graphqlQuery } from '../../src/query/graphql';
import { encodeFrame } from '../../src/backend/grafana';
import { graphqlFrames } from '../../src/backend/queries/graphql/frame';
import { createShopify, describeSelection, type CallOptions, type Shopify } from '../../src/backend/shopify';

const document = `{
  orders(first: 250, sortKey: CREATED_AT, reverse: true) {
    nodes {
      id name createdAt displayFinancialStatus displayFulfillmentStatus test
      currentTotalPriceSet { shopMoney { amount currencyCode } }
      totalRefundedSet { shopMoney { amount currencyCode } }
      customer { id }
    }
  }
}`;
const apiVersion = '2026-07';
const query = graphqlQuery.parse({ queryType: 'graphql', document });
const facts = {
  name: 'Bench shop',
  domain: 'bench-shop.myshopify.com',
  plan: 'Basic',
  timezone: 'Europe/Berlin',
  currency: 'USD',
  scopes: ['read_orders'],
};
const t = backendTranslate('en');
function open(sandboxUrl: string): Shopify {
  return createShopify({
    domain: facts.domain,
    credentials: { kind: 'token', token: 'bench token' },
    apiVersion,
    sandboxUrl,
    allowProtected: new Set(),
  });
}

function options(): CallOptions {
  return { signal: new AbortController().signal, deadline: Date.now() + 60_000, priority: 'person', maxAge: 0 };
}

/** From the question to Arrow bytes. `name` keeps callers' requests apart, as equal ones would be one. */
async function onePage(shopify: Shopify, name: string): Promise<number> {
  const text = document.replace('id name', `id name ${name}: test`);
  const answer = await shopify.graphql({ document: text, maxNodes: 250 }, options());
  const { frames } = graphqlFrames(describeSelection(document, apiVersion), answer.data, {
    query,
    facts,
    zone: facts.timezone,
    t,
  });
  return frames.reduce((bytes, frame) => bytes + encodeFrame(frame, 'A').byteLength, 0);
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

async function oneCaller(shopify: Shopify): Promise<{ p50: number; p95: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn < 700; turn += 1) {
    const began = performance.now();
    bytes = await onePage(shopify, 'a');
    times.push(performance.now() - began);
  }
  const warm = times.slice(200);
  return { p50: quantile(warm, 0.5), p95: quantile(warm, 0.95), bytes };
}

async function tenCallers(shopify: Shopify): Promise<number> {
  const each = 150;
  const run = async (name: string) => {
    for (let turn = 0; turn < each; turn += 1) {
      await onePage(shopify, name);
    }
  };
  const began = performance.now();
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map(run));
  return (10 * each) / ((performance.now() - began) / 1000);
}

const limitedFigures = z.object({
  taken: z.number(),
  throttled: z.number(),
  restoreRate: z.number(),
  maximum: z.number(),
});

/** Share of the points that came back in the meantime which paging has used, once the bucket was empty. */
async function limitedShop(base: string): Promise<{ share: number; throttled: number; pages: number }> {
  const shopify = open(`${base}/limited`);
  const figures = async () => limitedFigures.parse(await (await fetch(`${base}/figures`)).json());
  const flat = '{ orders(first: 250) { nodes { id name } } }';
  const gather = (maxNodes: number) => shopify.graphql({ document: flat, maxNodes }, options());
  await gather(25 * 250);
  const [before, began] = [await figures(), performance.now()];
  const answer = await gather(100 * 250);
  const [after, ended] = [await figures(), performance.now()];
  const restored = ((ended - began) / 1000) * before.restoreRate;
  return {
    share: (after.taken - before.taken) / restored,
    throttled: after.throttled - before.throttled,
    pages: answer.requests,
  };
}

const base = process.argv[2] ?? '';
const shopify = open(base);
const alone = await oneCaller(shopify);
const perSecond = await tenCallers(shopify);
const limited = await limitedShop(base);
console.log(JSON.stringify({ p50: alone.p50, p95: alone.p95, bytes: alone.bytes, perSecond, ...limited }));
process.exit(0);
