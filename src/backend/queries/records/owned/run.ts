import { z } from 'zod';
import type { MessageValues } from '../../../../locales/core';
import type { BackendMessage } from '../../../../locales/backend';
import { kpis, type RecordsQuery } from '../../../../query';
import type { CopyAccess } from '../../../copy';
import { numberField, type Frame, type Notice } from '../../../grafana';
import { recordsBehind, type RecordsBehind } from '../../../kpi';
import type { Ask } from '../../common/ask';
import { copyCustom, copyNotices, readableCopy } from '../../common/copy-notices';
import { withMeta } from '../../common/meta';
import { currencyConfig } from '../../common/money';
import { notice } from '../../common/notices';
import { QueryProblem } from '../../common/problem';
import { frameOf } from '../../common/shape';
import { localTime } from '../../common/zone';
import { conditionsOf } from '../../metrics/behind';
import { readOf } from '../../metrics/from-copy';
import type { FieldPlace, Within } from '../kind';
import { kinds } from '../kinds';
import { ownedQuery } from './queries';
import { filterTerm, termsOf, type Term } from './terms';

type RecordsAsk = Ask<RecordsQuery>;

/** Why the copy can't list what is asked for. */
export interface Hindrance {
  readonly key: BackendMessage;
  readonly values: MessageValues;
}

/** How far the copy may lag behind where nobody asked for it by name. */
const fresh = 10 * 60_000;

/** What keeps the copy from answering; undefined where it can. */
export function hindranceOf(ask: RecordsAsk, within: Within | undefined): Hindrance | undefined {
  const { query, now } = ask;
  try {
    const { state, freshAt = 0, completeFrom } = readableCopy(ask);
    if (termsOf(query.kind, query.search) === undefined) {
      return { key: 'queries:records.copySearch', values: { search: query.search } };
    }
    const unknown = (query.filters ?? []).find((filter) => filterTerm(query.kind, filter) === undefined);
    if (unknown !== undefined) {
      return { key: 'queries:records.copyFilter', values: { filter: `${unknown.key} ${unknown.operator}` } };
    }
    if (query.lane === 'owned') {
      return undefined;
    }
    if (state === 'backfill' || completeFrom === undefined) {
      return { key: 'queries:lane.copyFilling', values: {} };
    }
    const at = (moment: number) => ({ from: localTime(moment, ask.zone), at: localTime(moment, ask.zone) });
    if (within !== undefined && completeFrom > within.from) {
      return { key: 'queries:lane.copyShort', values: at(completeFrom) };
    }
    const until = Math.min(within?.to ?? now, now);
    return freshAt < until - fresh ? { key: 'queries:lane.copyStale', values: at(freshAt) } : undefined;
  } catch (error) {
    if (error instanceof QueryProblem) {
      return { key: error.key, values: error.values };
    }
    throw error;
  }
}

const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Records out of the copy: the same columns and links as Shopify's own. */
export async function recordsFromCopy(
  ask: RecordsAsk,
  within: Within | undefined,
  place: FieldPlace,
  told: readonly Notice[]
): Promise<Frame[]> {
  const { query, t } = ask;
  const copy = readableCopy(ask);
  const terms = [
    ...(termsOf(query.kind, query.search) ?? []),
    ...(query.filters ?? [])
      .map((filter) => filterTerm(query.kind, filter))
      .filter((term): term is Term => term !== undefined),
  ];
  const made = ownedQuery(query.kind, { shopId: copy.shopId, within, terms, limit: query.limit });
  const { read, sent } = readOf(copy, ask);
  const [rows, about] = await Promise.all([
    read(made, row),
    within === undefined ? [] : copyNotices(ask, copy, within),
  ]);
  const { fields, mixed } = kinds[query.kind].owned(rows.slice(0, query.limit), place);
  const isLatest = kinds[query.kind].happenings === true && within === undefined && query.search.trim() === '';
  return withMeta([frameOf(query.kind, 'table', fields)], ask, {
    answers: [],
    sent: sent.join('\n'),
    custom: copyCustom(copy),
    notices: [
      ...told,
      ...mixed.map(({ column, currencies }) =>
        notice(t, 'warning', 'queries:notice.mixedCurrencies', { column, currencies: currencies.join(', ') })
      ),
      ...(rows.length > query.limit && !isLatest
        ? [notice(t, 'info', 'queries:notice.rowsCut', { limit: query.limit })]
        : []),
      ...about,
    ],
  });
}

/** The records that one point of a `metrics` answer is made of, each with its part in the figure. */
export async function recordsBehindPoint(ask: RecordsAsk, place: FieldPlace): Promise<Frame[]> {
  const { query, t, facts, now, zone } = ask;
  const { behind } = query;
  const copy = readableCopy(ask);
  const { read, sent } = readOf(copy, ask);
  const found =
    behind &&
    (await recordsBehind(
      read,
      { ...behind, dimensions: {} },
      { shopId: copy.shopId, shopZone: facts.timezone, zone, now },
      await conditionsOf(read, copy.shopId, behind, t)
    ));
  if (behind === undefined || found === undefined) {
    const metric = behind === undefined ? '' : t(`kpis:${behind.kpi}.name`);
    throw new QueryProblem('queries:records.behindNone', { metric });
  }
  const { fields, shown } = await listed(ask, copy, found, place);
  const { unit } = kpis[behind.kpi];
  const figure = found.figure === null ? '–' : new Intl.NumberFormat(t('kpis:language')).format(found.figure);
  return withMeta([frameOf(found.kind, 'table', fields)], ask, {
    answers: [],
    sent: sent.join('\n'),
    custom: { ...copyCustom(copy), figure: found.figure, records: found.records.length },
    notices: [
      notice(t, 'info', 'queries:records.behindFigure', {
        figure: unit === 'money' ? `${figure} ${facts.currency}` : figure,
      }),
      ...(shown < found.records.length ? [notice(t, 'info', 'queries:notice.rowsCut', { limit: query.limit })] : []),
      ...(await copyNotices(ask, copy, found.span)),
    ],
  });
}

async function listed(ask: RecordsAsk, copy: CopyAccess, { kind, records }: RecordsBehind, place: FieldPlace) {
  const { query, t, facts } = ask;
  const kpi = query.behind?.kpi ?? 'orders';
  const parts = new Map(records.map(({ id, figure }) => [id, figure]));
  const made = ownedQuery(kind, {
    shopId: copy.shopId,
    within: undefined,
    terms: [],
    ids: [...parts.keys()],
    limit: query.limit,
  });
  const rows = (await readOf(copy, ask).read(made, row)).slice(0, query.limit);
  const { fields } = kinds[kind].owned(rows, place);
  const ids = fields.find(({ name }) => name === idColumns[kind])?.values ?? [];
  // A record in several rows, as stock at several places, has its part in the first: the column adds up to the figure.
  const part = numberField(
    'figure',
    [...ids].map((id: unknown) => {
      const figure = typeof id === 'string' ? parts.get(id) : undefined;
      parts.delete(String(id));
      return figure ?? null;
    }),
    {
      config: {
        displayName: t(`kpis:${kpi}.name`),
        ...(kpis[kpi].unit === 'money' ? currencyConfig(facts.currency) : {}),
      },
    }
  );
  return { fields: [...fields, part], shown: rows.length };
}

/** The column of a list that holds the record's own id. */
const idColumns: Readonly<Record<RecordsQuery['kind'], string>> = {
  orders: 'order_id',
  refunds: 'refund_id',
  products: 'product_id',
  variants: 'variant_id',
  inventory: 'variant_id',
  customers: 'customer_id',
  checkouts: 'checkout_id',
  fulfillments: 'fulfillment_id',
  discounts: 'discount_id',
};
