import { z } from 'zod';
import type { EventsQuery } from '../../../query';
import type { GraphqlAnswer } from '../../shopify';
import type { Ask } from '../common/ask';
import { utcTime } from '../common/zone';
import { bareId, nodesOf } from '../records/kind';
import { blank, kindOf, listed, listedAs, themeEvent, type ShopEvent } from './event';

export interface Asked {
  readonly events: readonly ShopEvent[];
  readonly answers: readonly GraphqlAnswer[];
  readonly sent: readonly string[];
}

const node = z.looseObject({
  action: z.string(),
  appTitle: z.string().nullish(),
  createdAt: z.string(),
  subjectType: z.string().nullish(),
  subjectId: z.string().nullish(),
});

/** Message texts are not asked for: they name people. */
const document = `query Events($search: String) {
  events(first: 250, query: $search, sortKey: CREATED_AT, reverse: true) {
    nodes { id action appTitle createdAt ... on BasicEvent { subjectType subjectId } }
  }
}`;

/** Shopify's own list of events, newest first; it goes back one year. */
export async function eventsFromShopify(ask: Ask<EventsQuery>): Promise<Asked> {
  const { query, range, shopify, options } = ask;
  const kinds = listed.filter((kind) => query.kinds.includes(kind));
  if (kinds.length === 0) {
    return { events: [], answers: [], sent: [] };
  }
  const search = `${termsOf(kinds)} AND created_at:>='${utcTime(range.from)}' AND created_at:<='${utcTime(range.to)}'`;
  const answer = await shopify.graphql({ document, variables: { search }, maxNodes: query.limit + 1 }, options);
  const events = nodesOf('events', node, answer.data).flatMap((each): ShopEvent[] => {
    const subjectType = each.subjectType ?? 'UNKNOWN';
    const kind = kindOf(query.kinds, subjectType, each.action);
    return kind === undefined
      ? []
      : [
          {
            ...blank,
            kind,
            at: Date.parse(each.createdAt),
            subjectType,
            subjectId: each.subjectId === undefined || each.subjectId === null ? null : bareId(each.subjectId),
            action: each.action,
            app: each.appTitle ?? null,
          },
        ];
  });
  return { events, answers: [answer], sent: [`${document}\n\n# variables\n${JSON.stringify({ search })}`] };
}

function termsOf(kinds: ReadonlyArray<(typeof listed)[number]>): string {
  const one = (key: string, values: readonly string[]) => `(${values.map((value) => `${key}:${value}`).join(' OR ')})`;
  const terms = kinds.map((kind) => {
    const { actions, subjects } = listedAs[kind];
    return [
      ...(actions === undefined ? [] : [one('action', actions)]),
      ...(subjects === undefined ? [] : [one('subject_type', subjects)]),
    ].join(' AND ');
  });
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.map((term) => `(${term})`).join(' OR ')})`;
}

const theme = z.looseObject({ id: z.string(), name: z.string(), updatedAt: z.string() });
const themeDocument = `query PublishedTheme {
  themes(first: 1, roles: [MAIN]) { nodes { id name updatedAt } }
}`;

/** The published theme and when it last changed: all that Shopify tells of publications. */
export async function publishedTheme({ shopify, options }: Pick<Ask, 'shopify' | 'options'>) {
  const answer = await shopify.graphql({ document: themeDocument, variables: {}, maxNodes: 1 }, options);
  const themes = nodesOf('themes', theme, answer.data).map(({ id, name, updatedAt }) => ({
    id: bareId(id),
    name,
    at: Date.parse(updatedAt),
  }));
  return { answer, themes };
}

/** The same as an event, where it lies in the range. */
export async function themeFromShopify({ query, range, shopify, options }: Ask<EventsQuery>): Promise<Asked> {
  if (!query.kinds.includes('theme_publishes')) {
    return { events: [], answers: [], sent: [] };
  }
  const { answer, themes } = await publishedTheme({ shopify, options });
  const events = themes.map((theme) => themeEvent(theme, { action: 'theme_changed' }));
  return {
    events: events.filter(({ at }) => at >= range.from && at <= range.to),
    answers: [answer],
    sent: [themeDocument],
  };
}
