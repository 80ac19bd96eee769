import { z } from 'zod';
import { readQuery } from '../../query';
import { convertMetrics } from '../queries/metrics/convert';
import { QueryProblem } from '../queries/common/problem';
import { readBody } from './body';
import { json, type Answer } from './context';

const body = z.object({ query: z.unknown() });

/** `POST metrics/convert` with `{ query, language }`: the query as SQL over the copy's views and as ShopifyQL. */
export const answerMetricsConvert: Answer = (asked) => {
  const read = readQuery(readBody(asked.body, body).query, 'metrics');
  if (!read.ok || read.query.queryType !== 'metrics') {
    throw new QueryProblem('queries:error.resourceBody', { reason: read.ok ? read.query.queryType : read.fault.code });
  }
  return json(convertMetrics(read.query, asked.t));
};
