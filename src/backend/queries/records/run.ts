import type { RecordsQuery } from '../../../query';
import { CopyError } from '../../copy';
import type { Frame, Notice } from '../../grafana';
import { ShopifyError, type GraphqlAnswer } from '../../shopify';
import type { Ask, Run } from '../common/ask';
import { isForOther } from '../common/filter-keys';
import { fillMacros } from '../common/macros';
import { withMeta } from '../common/meta';
import { horizonNotice, notice, zoneNotice } from '../common/notices';
import { periodOf } from '../common/range';
import { frameOf } from '../common/shape';
import { utcTime } from '../common/zone';
import type { FieldPlace, Within } from './kind';
import { kinds } from './kinds';
import { adminLink } from './links';
import { hindranceOf, recordsBehindPoint, recordsFromCopy } from './owned/run';
import { joinTerms, termOf } from './search';

/** Orders that are read at most to find records inside them. */
const parentLimit = 25_000;

type RecordsAsk = Ask<RecordsQuery>;

/** Lists records of one kind, with links to the Shopify admin, from the copy or by Shopify. */
export const runRecords: Run<RecordsQuery> = async (ask) => {
  const { query, t, facts, now, zone } = ask;
  const place: FieldPlace = {
    zone,
    title: (name) => t(`queries:column.${name}`),
    links: (page) => adminLink(facts.domain, page, t('queries:link.admin')),
  };
  if (query.behind !== undefined) {
    return await recordsBehindPoint(ask, place);
  }
  const range = periodOf(query.period, ask.range, now, zone);
  const within = query.inRange ? range : undefined;
  const hindrance = hindranceOf(ask, within);
  if (query.lane !== 'live' && hindrance === undefined) {
    try {
      return await recordsFromCopy(ask, within, place, []);
    } catch (error) {
      if (!(error instanceof CopyError)) {
        throw error;
      }
      return await fromShopify(ask, range, place, [notice(t, 'warning', 'queries:lane.copyFailed')]);
    }
  }
  const told =
    query.lane === 'owned' && hindrance !== undefined
      ? [notice(t, 'warning', 'queries:records.liveInstead', { reason: t(hindrance.key, hindrance.values) })]
      : [];
  try {
    return await fromShopify(ask, range, place, told);
  } catch (error) {
    if (!(error instanceof ShopifyError) || query.lane !== 'live' || hindranceOf(ask, within) !== undefined) {
      throw error;
    }
    return await recordsFromCopy(ask, within, place, [notice(t, 'warning', 'queries:records.ownedInstead')]);
  }
};

async function fromShopify(
  ask: RecordsAsk,
  range: Within,
  place: FieldPlace,
  told: readonly Notice[]
): Promise<Frame[]> {
  const { query, t, facts, now, zone } = ask;
  const kind = kinds[query.kind];
  const within = query.inRange ? range : undefined;
  const iso = { from: utcTime(range.from), to: utcTime(range.to) };
  const macros = { timeFrom: iso.from, timeTo: iso.to, interval: '', intervalMs: ask.intervalMs, range };
  const filters = (query.filters ?? []).map((filter) => ({
    filter,
    term: isForOther(filter.key, 'search') ? undefined : termOf(filter),
  }));
  const search = joinTerms(
    fillMacros(query.search, macros, (value) => value),
    [
      ...(kind.always === undefined ? [] : [kind.always]),
      ...filters.flatMap(({ term }) => (term === undefined ? [] : [term])),
      ...(within === undefined ? [] : [kind.terms(iso)]),
    ]
  );
  const document = kind.document((scope) => facts.scopes.includes(scope));
  const keepPaging = kind.enough?.(query.limit, within);
  const answer = await ask.shopify.graphql(
    {
      document,
      variables: { search },
      maxNodes: keepPaging === undefined ? query.limit : parentLimit,
      ...(keepPaging === undefined ? {} : { keepPaging }),
    },
    ask.options
  );
  const isLatest = kind.happenings === true && within === undefined && query.search.trim() === '';
  const { fields, mixed, cut } = kind.read(answer.data, query.limit, within, place);
  return withMeta([frameOf(query.kind, 'table', fields)], ask, {
    answers: [isLatest ? unlimited(answer) : answer],
    sent: `${document}\n\n# variables\n${JSON.stringify({ search })}`,
    notices: [
      ...told,
      ...filters.flatMap(({ filter, term }) =>
        term === undefined
          ? [notice(t, 'warning', 'queries:notice.filterIgnored', { filter: `${filter.key} ${filter.operator}` })]
          : []
      ),
      ...mixed.map(({ column, currencies }) =>
        notice(t, 'warning', 'queries:notice.mixedCurrencies', { column, currencies: currencies.join(', ') })
      ),
      ...(cut && !isLatest && !answer.truncated
        ? [notice(t, 'info', 'queries:notice.rowsCut', { limit: query.limit })]
        : []),
      ...(kind.ofOrders && (within || query.kind !== 'orders') ? horizonNotice(t, facts, range.from, now) : []),
      ...(query.period === 'today' ? zoneNotice(t, { zone, viewer: query.viewerTimezone, now }) : []),
    ],
  });
}

/** Whoever asks for the latest twenty is not told that there are more; that the list stopped for other reasons, they are. */
function unlimited(answer: GraphqlAnswer): GraphqlAnswer {
  return { ...answer, notices: answer.notices.filter(({ code }) => code !== 'rowsLimited') };
}
