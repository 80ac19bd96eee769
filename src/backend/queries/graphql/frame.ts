import type { GraphqlQuery } from '../../../query';
import type { Frame, Notice } from '../../grafana';
import type { SelectionDescription } from '../../shopify';
import type { Ask } from '../common/ask';
import { notice } from '../common/notices';
import { QueryProblem } from '../common/problem';
import { maxSeries, shapeFrame } from '../common/shape';
import { fieldsOf } from './columns';
import { rowsOf } from './rows';

export interface GraphqlFrames {
  readonly frames: readonly Frame[];
  readonly notices: readonly Notice[];
  /** Name of the GraphQL type that a row is. */
  readonly type: string;
}

/** An answer as frames: columns typed by Shopify's schema, nested records flattened. */
export function graphqlFrames(
  description: SelectionDescription,
  data: unknown,
  { query, facts, zone, t }: Pick<Ask<GraphqlQuery>, 'query' | 'facts' | 'zone' | 't'>
): GraphqlFrames {
  const { columns, rows, type } = rowsOf(description, data, query.rowsPath);
  const time = query.timeColumn.trim();
  const series =
    query.format === 'timeseries' || query.format === 'numeric' || (query.format === 'auto' && time !== '');
  const { fields, mixed } = fieldsOf(columns, rows, { zone, currency: facts.currency, exact: !series });
  const times = fields.filter((field) => field.type === 'time').map(({ name }) => name);
  if (time !== '' && !times.includes(time)) {
    throw new QueryProblem('queries:error.timeColumn', { column: time, columns: times.join(', ') || '–' });
  }
  const shaped = shapeFrame(fields, {
    // Without a time column a document is a list of records, whatever numbers are in it.
    format: query.format === 'auto' && time === '' ? 'table' : query.format,
    time: time === '' ? undefined : time,
    name: type,
  });
  return {
    frames: shaped.frames,
    type,
    notices: [
      ...mixed.map(({ column, currencies }) =>
        notice(t, 'warning', 'queries:notice.mixedCurrencies', { column, currencies: currencies.join(', ') })
      ),
      ...(shaped.dropped === 0
        ? []
        : [notice(t, 'warning', 'queries:notice.seriesCut', { shown: maxSeries, dropped: shaped.dropped })]),
    ],
  };
}
