import type { RecordsQuery } from '../../../query';
import type { GraphqlAnswer } from '../../shopify';
import type { Run } from '../common/ask';
import { isForOther } from '../common/filter-keys';
import { fillMacros } from '../common/macros';
import { withMeta } from '../common/meta';
import { horizonNotice, notice, zoneNotice } from '../common/notices';
import { periodOf } from '../common/range';
import { frameOf } from '../common/shape';
import { utcTime } from '../common/zone';
import { kinds } from './kinds';
import { adminLink } from './links';
import { joinTerms, termOf } from './search';

/** Orders that are read at most to find records inside them. */
const parentLimit = 25_000;

/** Lists records of one kind, with links to the Shopify admin. */
export const runRecords: Run<RecordsQuery> = async (ask) => {
  const { query, t, facts, now, zone } = ask;
  const kind = kinds[query.kind];
  const range = periodOf(query.period, ask.range, now, zone);
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
  const { fields, mixed, cut } = kind.read(answer.data, query.limit, within, {
    zone,
    title: (name) => t(`queries:column.${name}`),
    links: (page) => adminLink(facts.domain, page, t('queries:link.admin')),
  });
  return withMeta([frameOf(query.kind, 'table', fields)], ask, {
    answers: [isLatest ? unlimited(answer) : answer],
    sent: `${document}\n\n# variables\n${JSON.stringify({ search })}`,
    notices: [
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
};

/** Whoever asks for the latest twenty is not told that there are more; that the list stopped for other reasons, they are. */
function unlimited(answer: GraphqlAnswer): GraphqlAnswer {
  return { ...answer, notices: answer.notices.filter(({ code }) => code !== 'rowsLimited') };
}
