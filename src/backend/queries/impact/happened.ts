import { z } from 'zod';
import type { KnownEvent } from '../../impact';
import { CopyError } from '../../copy';
import type { Notice } from '../../grafana';
import { ShopifyError } from '../../shopify';
import type { Ask } from '../common/ask';
import { readableCopy } from '../common/copy-notices';
import { answered, logNotices, selectorOf } from '../common/logs';
import { notice } from '../common/notices';
import { QueryProblem } from '../common/problem';
import { publishedTheme } from '../events/from-shopify';
import { themesFromCopy } from '../events/themes';

const hour = 3_600_000;

/** The service whose lines tell deployments; docs/logs.md says how one is left. */
const deployments = 'deployments';
/** Few enough to be named, the newest first. */
const most = 3;

export interface Happened {
  readonly events: readonly KnownEvent[];
  readonly notices: readonly Notice[];
}

type Asking = Pick<Ask, 'copy' | 'facts' | 'shopify' | 'options' | 'logs' | 't'>;

/**
 * What was done to the shop from two hours before trouble began: changes of the published theme (scope `read_themes`; out of
 * the copy, or the last one alone from Shopify) and deployments (log lines). Named, never as a cause. A source that does not
 * answer takes nothing else away and is said.
 */
export async function whatHappened(ask: Asking, since: number, to: number): Promise<Happened> {
  const from = since - 2 * hour;
  const [theme, deployed] = await Promise.all([themeIn(ask, from, to), deployedIn(ask, from, to)]);
  return { events: [...theme.events, ...deployed.events], notices: [...theme.notices, ...deployed.notices] };
}

const nothing: Happened = { events: [], notices: [] };

async function themeIn(ask: Asking, from: number, to: number): Promise<Happened> {
  const { facts, shopify, options, t } = ask;
  const kept = await keptThemes(ask, from, to);
  if (kept !== undefined) {
    return { events: kept, notices: [] };
  }
  if (!facts.scopes.includes('read_themes')) {
    return nothing;
  }
  try {
    const { themes } = await publishedTheme({ shopify, options });
    const events = themes
      .filter(({ at }) => at >= from && at < to)
      .map(({ at, name }): KnownEvent => ({ kind: 'theme_published', at, name }));
    return { events, notices: [] };
  } catch (error) {
    if (!(error instanceof ShopifyError)) {
      throw error;
    }
    return { events: [], notices: [notice(t, 'info', 'impact-query:events.themesUnknown')] };
  }
}

/** Undefined where the copy can't be read or keeps no themes. */
async function keptThemes(ask: Asking, from: number, to: number): Promise<KnownEvent[] | undefined> {
  const caller = { ...ask.options, caller: ask.options.caller ?? '' };
  try {
    const copy = readableCopy(ask);
    const events = await themesFromCopy(async (query, schema) => await copy.reads.rows(query, schema, caller), copy, {
      from,
      to: to - 1,
      limit: most,
    });
    return events?.slice(0, most).map(({ at, subject }) => ({ kind: 'theme_published', at, name: subject ?? '' }));
  } catch (error) {
    if (error instanceof CopyError || error instanceof QueryProblem) {
      return undefined;
    }
    throw error;
  }
}

async function deployedIn({ logs, options, t }: Asking, fromMs: number, toMs: number): Promise<Happened> {
  if (logs === undefined) {
    return nothing;
  }
  const answer = await logs.store.lines({
    query: { selector: selectorOf([deployments]) },
    fromMs,
    toMs,
    maxLines: most,
    signal: options.signal,
  });
  const events = answer.data.map(({ ns, metadata, line }): KnownEvent => ({
    kind: 'deployment',
    at: Number(BigInt(ns) / 1_000_000n),
    name: deployedOf(metadata, line),
  }));
  return { events, notices: answered(answer) ? [] : logNotices(t, [answer]) };
}

const told = z.object({ deployed_service: z.string().optional(), msg: z.string().optional() });

/** The service that was deployed; else what the line says of it. */
function deployedOf(metadata: Readonly<Record<string, string>>, line: string): string {
  const service = metadata['deployed_service'];
  if (service !== undefined) {
    return service;
  }
  try {
    const { deployed_service, msg } = told.parse(JSON.parse(line));
    return (deployed_service ?? msg ?? line).slice(0, 80);
  } catch {
    return line.slice(0, 80);
  }
}
