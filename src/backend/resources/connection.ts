import { QueryProblem } from '../queries/common/problem';
import { connectionOf } from '../queries/status/connection';
import { json, type Answer } from './context';

const mayRead = new Set(['Admin', 'Editor']);

/** Everything that *Save & test* shows; for Editors and Admins. */
export const answerConnection: Answer = async ({ shopify, options, settings, now, t, role }) => {
  if (!mayRead.has(role)) {
    throw new QueryProblem('queries:error.roleMissing', {}, { fault: 'settings', status: 403 });
  }
  const facts = await shopify.facts(options);
  return json(connectionOf({ facts, connection: settings.connection, shopify, now: now(), t }));
};

/** What everybody may know: the shop's domain, time zone and currency. */
export const answerFacts: Answer = async ({ shopify, options }) => {
  const { domain, timezone, currency } = await shopify.facts(options);
  return json({ shop: domain, timezone, currency });
};
