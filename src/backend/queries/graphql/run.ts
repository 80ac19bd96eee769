import type { GraphqlQuery } from '../../../query';
import { describeSelection } from '../../shopify';
import type { Run } from '../common/ask';
import { duration } from '../common/macros';
import { withMeta } from '../common/meta';
import { horizonNotice, notice } from '../common/notices';
import { utcTime } from '../common/zone';
import { graphqlFrames } from './frame';
import { fillDocument, readVariables } from './text';

/** Asks any read-only document of the Admin API. */
export const runGraphql: Run<GraphqlQuery> = async (ask) => {
  const { query, range, t, connection } = ask;
  const macros = {
    timeFrom: utcTime(range.from),
    timeTo: utcTime(range.to),
    interval: duration(ask.intervalMs),
    intervalMs: ask.intervalMs,
    range,
  };
  const document = fillDocument(query.document, macros);
  const { values, unfilled } = readVariables(query.variables, macros);
  const answer = await ask.shopify.graphql({ document, variables: values, maxNodes: query.limit }, ask.options);
  const { frames, notices, type } = graphqlFrames(describeSelection(document, connection.apiVersion), answer.data, ask);
  const timed = /\$__(?:time)?[fF]rom/.test(query.document + query.variables);
  return withMeta(frames, ask, {
    answers: [answer],
    sent:
      Object.keys(values).length === 0 ? document : `${document}\n\n# variables\n${JSON.stringify(values, null, 2)}`,
    notices: [
      ...((query.filters?.length ?? 0) > 0 ? [notice(t, 'info', 'queries:notice.filtersGraphql')] : []),
      ...unfilled.map((name) => notice(t, 'warning', 'queries:notice.variableUnfilled', { name })),
      ...(timed && type === 'Order' ? horizonNotice(t, ask.facts, range.from, ask.now) : []),
      ...notices,
    ],
  });
};
