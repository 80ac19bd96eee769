import type { KpiName, MetricsQuery } from '../../../query';
import { CopyError } from '../../copy';
import type { KpiFilter } from '../../kpi';
import { ShopifyError, type Shopify } from '../../shopify';
import type { Ask } from '../common/ask';
import { QueryProblem } from '../common/problem';
import type { Figures, FigureSource, Values } from './figures';
import type { Both } from './frame';
import { dimensionsOf, figuresFromCopy, readOf } from './from-copy';
import { figuresFromOrders } from './from-orders';
import { figuresFromShopifyql } from './from-shopifyql';
import { copyHindrance, ordersCan, shopifyqlHindrance, type Hindrance } from './lanes';
import { withIds } from './names';
import type { Stretch, Stretches } from './stretch';

type MetricsAsk = Ask<MetricsQuery>;

export interface Answer extends Both {
  readonly source: FigureSource;
  /** Why what was asked for first could not answer. */
  readonly hindered: readonly Hindrance[];
  /** KPIs that the other lane had to answer. */
  readonly others?: { readonly source: 'copy' | 'shopifyql'; readonly names: readonly KpiName[] };
}

/**
 * Both stretches from one place: the first of those in the order of the lane that can answer. Where none has all KPIs, each
 * is answered where it can be.
 */
export async function answerOf(ask: MetricsAsk, stretches: Stretches, filters: readonly KpiFilter[]): Promise<Answer> {
  const names: readonly KpiName[] = [...new Set(ask.query.metrics)];
  const { lane } = ask.query;
  const hindered: Hindrance[] = [];
  for (const source of lane === 'live' ? (['shopifyql', 'copy'] as const) : (['copy', 'shopifyql'] as const)) {
    const hindrance =
      source === 'copy' ? copyHindrance(ask, names, stretches) : shopifyqlHindrance(ask, names, filters, stretches);
    if (hindrance !== undefined) {
      hindered.push(hindrance);
    } else if (source === 'shopifyql' && isDenied(ask)) {
      hindered.push({ key: 'queries:lane.shopifyqlDenied', values: {} });
    } else {
      const answer =
        source === 'copy'
          ? await fromCopy(ask, names, stretches, filters)
          : await fromShopifyql(ask, names, stretches, filters, lane);
      if ('now' in answer) {
        // That there is no copy is nothing to tell where nobody asked for one.
        const told = hindered.filter(({ key }) => lane !== 'auto' || key !== 'queries:lane.copyOff');
        return { ...answer, source, hindered: told };
      }
      hindered.push(answer);
    }
  }
  const mixed = await mixedAnswer(ask, names, stretches, filters);
  if (mixed !== undefined) {
    return mixed;
  }
  if (!ordersCan(ask, names)) {
    throw new QueryProblem('queries:error.noLane', {
      reasons: hindered.map(({ key, values }) => ask.t(key, values)).join(' '),
    });
  }
  const [now, before] = await Promise.all([
    figuresFromOrders(ask, stretches.now),
    stretches.before && figuresFromOrders(ask, stretches.before),
  ]);
  return { now, before, source: 'orders', hindered };
}

/** The first lane's figures, and those of KPIs that it lacks from the other one; undefined where that is no help. */
async function mixedAnswer(
  ask: MetricsAsk,
  names: readonly KpiName[],
  stretches: Stretches,
  filters: readonly KpiFilter[]
): Promise<Answer | undefined> {
  const { lane, dimensions } = ask.query;
  const owned = names.filter((name) => copyHindrance(ask, [name], stretches) === undefined);
  const live = isDenied(ask)
    ? []
    : names.filter((name) => shopifyqlHindrance(ask, [name], filters, stretches) === undefined);
  const [first, second] = lane === 'live' ? [live, owned] : [owned, live];
  const others = names.filter((name) => !first.includes(name));
  // No dimension is known to KPIs of both lanes and to ones of a single lane alike.
  if (
    dimensions.length > 0 ||
    first.length === 0 ||
    others.length === 0 ||
    !others.every((name) => second.includes(name))
  ) {
    return undefined;
  }
  const answers = await Promise.all([
    lane === 'live' ? fromShopifyql(ask, first, stretches, filters, lane) : fromCopy(ask, first, stretches, filters),
    lane === 'live' ? fromCopy(ask, others, stretches, filters) : fromShopifyql(ask, others, stretches, filters, lane),
  ]);
  const [one, other] = answers;
  if (!('now' in one) || !('now' in other)) {
    return undefined;
  }
  const [source, otherSource] = lane === 'live' ? (['shopifyql', 'copy'] as const) : (['copy', 'shopifyql'] as const);
  return {
    now: together(one.now, other.now),
    before: one.before && other.before && together(one.before, other.before),
    source,
    hindered: [],
    others: { source: otherSource, names: others },
  };
}

function together(one: Figures, other: Figures): Figures {
  const cells = new Map([...one.cells].map(([group, values]) => [group, new Map(values)]));
  for (const [group, values] of other.cells) {
    const known = cells.get(group) ?? new Map<number, Values>();
    cells.set(group, known);
    for (const [at, found] of values) {
      known.set(at, { ...known.get(at), ...found });
    }
  }
  return {
    groups: one.groups,
    cells,
    more: one.more,
    answers: [...one.answers, ...other.answers],
    sent: [...one.sent, ...other.sent],
    incomplete: one.incomplete || other.incomplete,
  };
}

type Compute = (stretch: Stretch, only?: Figures['groups']) => Promise<Figures>;

/** The earlier stretch's groups are those of the first. */
async function computeBoth(
  { now: current, before: earlier }: Stretches,
  hasGroups: boolean,
  compute: Compute
): Promise<Both> {
  if (earlier === undefined || hasGroups) {
    const now = await compute(current);
    return { now, before: earlier && (await compute(earlier, now.groups)) };
  }
  const [now, before] = await Promise.all([compute(current), compute(earlier)]);
  return { now, before };
}

async function fromCopy(
  ask: MetricsAsk,
  names: readonly KpiName[],
  stretches: Stretches,
  filters: readonly KpiFilter[]
): Promise<Both | Hindrance> {
  const { copy } = ask;
  if (copy === undefined) {
    return { key: 'queries:lane.copyOff', values: {} };
  }
  try {
    const { read } = readOf(copy, ask);
    const known = await Promise.all(filters.map(async (each) => await withIds(read, copy.shopId, each)));
    return await computeBoth(
      stretches,
      ask.query.dimensions.length > 0,
      async (stretch, only) => await figuresFromCopy(ask, copy, names, stretch, known, only)
    );
  } catch (error) {
    if (error instanceof CopyError) {
      return { key: 'queries:lane.copyFailed', values: {} };
    }
    throw error;
  }
}

async function fromShopifyql(
  ask: MetricsAsk,
  names: readonly KpiName[],
  stretches: Stretches,
  filters: readonly KpiFilter[],
  lane: MetricsQuery['lane']
): Promise<Both | Hindrance> {
  try {
    return await computeBoth(
      stretches,
      dimensionsOf(ask.query, names).length > 0,
      async (stretch, only) => await figuresFromShopifyql(ask, names, stretch, filters, only)
    );
  } catch (error) {
    if (!(error instanceof ShopifyError)) {
      throw error;
    }
    if (error.code === 'shopifyqlDenied') {
      denials.set(ask.shopify, ask.now + denialKept);
      return { key: 'queries:lane.shopifyqlDenied', values: {} };
    }
    if (lane === 'live' && copyHindrance(ask, names, stretches) === undefined) {
      return { key: 'queries:lane.shopifyqlFailed', values: {} };
    }
    throw error;
  }
}

/** A denial is remembered for a while, so that each refresh does not ask in vain first. */
const denialKept = 5 * 60_000;
const denials = new WeakMap<Shopify, number>();

function isDenied({ shopify, facts, now }: MetricsAsk): boolean {
  const reports = facts.scopes.includes('read_reports') || facts.scopes.includes('write_reports');
  return !reports || (denials.get(shopify) ?? 0) > now;
}
