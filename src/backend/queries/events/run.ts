import type { EventsQuery } from '../../../query';
import { CopyError, type CopyAccess } from '../../copy';
import type { Notice } from '../../grafana';
import type { Ask, Run } from '../common/ask';
import { copyCustom, copyNotices, readableCopy } from '../common/copy-notices';
import { withMeta } from '../common/meta';
import { notice } from '../common/notices';
import { QueryProblem } from '../common/problem';
import type { ShopEvent } from './event';
import { noticed } from './event';
import { eventsFrame } from './frame';
import { eventsFromCopy } from './from-copy';
import { eventsFromShopify, themeFromShopify, type Asked } from './from-shopify';

interface Answer extends Asked {
  readonly hasThemes?: boolean;
  readonly copy?: CopyAccess;
  readonly notices: readonly Notice[];
}

/** What happened in the range, from the copy or Shopify's own list. */
export const runEvents: Run<EventsQuery> = async (ask) => {
  const { query, t } = ask;
  const main = await mainOf(ask);
  const theme = main.hasThemes === true ? nothing : await themeOf(ask);
  const all = [...main.events, ...theme.events].sort((a, b) => b.at - a.at);
  const events: readonly ShopEvent[] = all.slice(0, query.limit);
  return withMeta([eventsFrame(ask, events)], ask, {
    answers: [...main.answers, ...theme.answers],
    sent: [...main.sent, ...theme.sent].join('\n\n'),
    ...(main.copy === undefined ? {} : { custom: copyCustom(main.copy) }),
    notices: [
      ...main.notices,
      ...theme.notices,
      ...(all.length > query.limit ? [notice(t, 'info', 'queries:notice.rowsCut', { limit: query.limit })] : []),
    ],
  });
};

const nothing: Answer = { events: [], answers: [], sent: [], notices: [] };

async function mainOf(ask: Ask<EventsQuery>): Promise<Answer> {
  const { query, t } = ask;
  const hindered: Notice[] = [];
  if (query.lane !== 'live') {
    try {
      const copy = readableCopy(ask);
      const [found, about] = await Promise.all([eventsFromCopy(ask, copy), copyNotices(ask, copy, ask.range)]);
      return { ...found, answers: [], copy, notices: about };
    } catch (error) {
      if (!(error instanceof QueryProblem) && !(error instanceof CopyError)) {
        throw error;
      }
      const key = error instanceof CopyError ? ('queries:lane.copyFailed' as const) : error.key;
      hindered.push(...(query.lane === 'owned' ? [notice(t, 'warning', key, error.values)] : []));
    }
  }
  const missing = noticed.filter((kind) => query.kinds.includes(kind));
  if (missing.length > 0) {
    const kinds = missing.map((kind) => t(`queries:events.kind.${kind}`)).join(', ');
    hindered.push(notice(t, 'warning', 'queries:events.copyOnly', { kinds }));
  }
  return { ...(await eventsFromShopify(ask)), notices: hindered };
}

async function themeOf(ask: Ask<EventsQuery>): Promise<Answer> {
  const { query, t, facts } = ask;
  if (query.kinds.includes('theme_publishes') && !facts.scopes.includes('read_themes')) {
    return { events: [], answers: [], sent: [], notices: [notice(t, 'warning', 'queries:events.themesDenied')] };
  }
  return { ...(await themeFromShopify(ask)), notices: [] };
}
