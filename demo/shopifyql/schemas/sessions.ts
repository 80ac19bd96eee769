import type { SessionCell } from '../../world/types';
import { add, sum } from '../group';
import { ratio, schema, type Dimension, type Metric, type Schema } from '../schema';

const text = (label: string, of: (cell: SessionCell) => string): Dimension<SessionCell> => ({
  type: 'STRING',
  label,
  of,
});
const count = (label: string, name: string): Metric => ({ type: 'INTEGER', label, of: (group) => sum(group, name) });
const share = (label: string, name: string): Metric => ({
  type: 'PERCENT',
  label,
  of: (group) => ratio(sum(group, name), sum(group, 'sessions')),
});

/** Visits of the online store and how far they got. */
export const sessions: Schema = schema<SessionCell>({
  name: 'sessions',
  dimensions: {
    referrer_source: text('Referrer source', ({ referrerSource }) => referrerSource),
    session_device_type: text('Session device type', ({ deviceType }) => deviceType),
    session_country: text('Session country', ({ country }) => country),
    human_or_bot_session: text('Human or bot session', ({ humanOrBot }) => humanOrBot),
  },
  metrics: {
    sessions: count('Sessions', 'sessions'),
    online_store_visitors: count('Online store visitors', 'visitors'),
    pageviews: count('Pageviews', 'pageviews'),
    bounces: count('Bounces', 'bounces'),
    bounce_rate: share('Bounce rate', 'bounces'),
    sessions_with_cart_additions: count('Sessions with cart additions', 'carts'),
    sessions_that_reached_checkout: count('Sessions that reached checkout', 'reached'),
    sessions_that_completed_checkout: count('Sessions that completed checkout', 'completed'),
    added_to_cart_rate: share('Added to cart rate', 'carts'),
    reached_checkout_rate: share('Reached checkout rate', 'reached'),
    conversion_rate: share('Conversion rate', 'completed'),
  },
  rows: (world, from, to) => world.sessions(from, to),
  at: ({ at }) => at,
  add: (group, cell) => {
    add(group, 'sessions', cell.sessions);
    add(group, 'visitors', cell.visitors);
    add(group, 'pageviews', cell.pageviews);
    add(group, 'bounces', cell.bounces);
    add(group, 'carts', cell.cartAdditions);
    add(group, 'reached', cell.reachedCheckout);
    add(group, 'completed', cell.completedCheckout);
  },
});
