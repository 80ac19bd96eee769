import { dashboard, type Rule, type RuleGroup } from '../model';

const onward = dashboard('incident', 'now-6h');
const shared = { lookBack: 6 * 3600, onward } satisfies Partial<Rule>;

/** Orders beside errors: columns are null where they can't be judged (too short a history, no copy, no logs). */
export const impact: RuleGroup = {
  name: 'shopscope-impact',
  rules: [
    {
      ...shared,
      uid: 'shopscope-impact-both',
      title: 'fewer orders while errors are high',
      query: { queryType: 'impact', format: 'alert', field: 'state' },
      evaluator: { type: 'gt', params: [3.5] },
      minutes: 5,
      summary: 'alerts:both.summary',
      description: 'alerts:both.description',
      severity: 'page',
      audience: 'support',
    },
    {
      ...shared,
      uid: 'shopscope-impact-quiet',
      title: 'fewer orders without errors',
      query: { queryType: 'impact', format: 'alert', field: 'state' },
      evaluator: { type: 'within_range', params: [1.5, 2.5] },
      minutes: 15,
      summary: 'alerts:quiet.summary',
      description: 'alerts:quiet.description',
      severity: 'ticket',
      audience: 'shop',
    },
    {
      ...shared,
      uid: 'shopscope-impact-errors',
      title: 'errors without loss so far',
      query: { queryType: 'impact', format: 'alert', field: 'state' },
      evaluator: { type: 'within_range', params: [2.5, 3.5] },
      minutes: 10,
      summary: 'alerts:errors.summary',
      description: 'alerts:errors.description',
      severity: 'ticket',
      audience: 'developers',
    },
    {
      ...shared,
      uid: 'shopscope-logs-stopped',
      title: 'logs stopped',
      query: { queryType: 'impact', format: 'alert', field: 'logs_age_seconds' },
      evaluator: { type: 'gt', params: [1800] },
      minutes: 10,
      summary: 'alerts:logs.summary',
      description: 'alerts:logs.description',
      severity: 'warning',
      audience: 'developers',
      onward: dashboard('error-logs', 'now-24h'),
    },
  ],
};
