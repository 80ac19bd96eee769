import { QueryProblem } from '../queries/common/problem';
import { json, type Answer } from './context';

/** Days compared by one click: as many as fit into the time of a request. */
const days = 3;

/** `POST copy/reconcile`: for Admins alone; compares the days that are due next with Shopify's reports, now. */
export const answerReconcile: Answer = async ({ role, copy, reconcile, t }) => {
  if (role !== 'Admin') {
    throw new QueryProblem('queries:reconcile.adminOnly', {}, { status: 403 });
  }
  if (copy.kind === 'off') {
    throw new QueryProblem('queries:lane.copyOff', {}, { status: 409 });
  }
  const done = await reconcile(days);
  return json({ message: done === 0 ? t('queries:reconcile.nothing') : t('queries:reconcile.done', { days: done }) });
};
