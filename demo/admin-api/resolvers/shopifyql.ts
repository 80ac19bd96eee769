import { textArgument, type Arguments } from '../connection/arguments';
import type { RequestContext } from '../context';
import { fieldError, internalError } from '../errors';

/** `shopifyqlQuery`: meters the window budget, then lets the engine answer. */
export function shopifyqlQuery(args: Arguments, context: RequestContext) {
  const { session, shopifyql, switches, world, requestId } = context;
  const text = textArgument(args, 'query') ?? '';
  if (shopifyql === undefined) {
    throw internalError(requestId, 'it was started without a ShopifyQL engine.');
  }
  const cost = shopifyql.cost(text, world);
  if (context.shopifyqlThrottled) {
    session.shopifyql.drain();
  }
  if (!session.shopifyql.take(cost)) {
    throw fieldError('THROTTLED', 'Rate limited. Please retry later.', {
      requestId,
      cost: session.shopifyql.status(cost),
    });
  }
  context.shopifyqlCost = session.shopifyql.status(cost);
  const { tableData, parseErrors, parseWarnings } = shopifyql.run(text, world, {
    rows: switches.shopifyqlRows,
    untilInclusive: switches.untilInclusive,
  });
  return { tableData, parseErrors, parseWarnings: parseWarnings ?? [], analyticsTargets: [] };
}
