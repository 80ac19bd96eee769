import { runShopifyql, shopifyqlCost } from '../../shopifyql';
import { textArgument, type Arguments } from '../connection/arguments';
import type { RequestContext } from '../context';
import { fieldError } from '../errors';

/** Points of a text that has errors. */
const faultyCost = 1;

/** `shopifyqlQuery`: takes its points from the window budget, then lets the engine answer. */
export function shopifyqlQuery(args: Arguments, context: RequestContext) {
  const { session, switches, world, requestId } = context;
  const text = textArgument(args, 'query') ?? '';
  const cost = shopifyqlCost(text, world, switches.shopifyql) ?? faultyCost;
  if (context.shopifyqlThrottled || !session.shopifyql.take(cost)) {
    const status = session.shopifyql.status(cost);
    throw fieldError('THROTTLED', 'Rate limited. Please retry later.', {
      requestId,
      cost: context.shopifyqlThrottled ? { ...status, currentlyAvailable: 0 } : status,
    });
  }
  context.shopifyqlCost = session.shopifyql.status(cost);
  const { tableData, parseErrors } = runShopifyql(text, world, switches.shopifyql);
  return { tableData, parseErrors, parseWarnings: [], analyticsTargets: [] };
}
