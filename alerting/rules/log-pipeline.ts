import { dashboard, type LogRule, type RuleGroup } from '../model';

const onward = dashboard('log-pipeline', 'now-24h');
const shared = { severity: 'warning', audience: 'developers', onward } satisfies Partial<LogRule>;

const errors = '{level=~"error|critical", service_name=~".+"}';
const withKey = '| order_id!="" or order_name!="" or checkout_token!="" or cart_token!="" or customer_id!=""';
const counted = (by: string, lines: string, time: string) => `sum by (${by}) (count_over_time(${lines} [${time}))`;
const named = (time: string) => counted('service_name', `${errors} ${withKey}`, time);
const every = (time: string) => counted('service_name', errors, time);

/** The pipeline that brings logs. What Loki can't tell, as it never came there, Alloy counts itself. */
export const logPipeline: RuleGroup<LogRule> = {
  name: 'shopscope-log-pipeline',
  rules: [
    {
      ...shared,
      uid: 'shopscope-source-silent',
      title: 'log source silent',
      // Sources that sent at least twenty lines in six hours, and none in the last of them.
      ask: {
        of: 'loki',
        expr: `${counted('source', '{source=~".+"}', '6h]')} >= 20 unless ${counted('source', '{source=~".+"}', '1h]')}`,
      },
      evaluator: { type: 'gt', params: [0] },
      minutes: 5,
      summary: 'alerts:sourceSilent.summary',
      description: 'alerts:sourceSilent.description',
    },
    {
      ...shared,
      uid: 'shopscope-ids-vanished',
      title: 'error lines lost their ids',
      // Services of which a day's error lines named orders, and at least ten of the last hour named half as often at most.
      ask: {
        of: 'loki',
        expr: `(${every('1h]')} >= 10) and ((${named('1h]')} or (${every('1h]')} * 0)) / ${every('1h]')} <= 0.5 * ${named('1d] offset 1h')} / ${every('1d] offset 1h')})`,
      },
      evaluator: { type: 'gt', params: [0] },
      minutes: 10,
      summary: 'alerts:idsVanished.summary',
      description: 'alerts:idsVanished.description',
    },
    {
      ...shared,
      uid: 'shopscope-lines-refused',
      title: 'log lines refused by Loki',
      ask: { of: 'prometheus', expr: 'sum by (reason) (increase(loki_write_dropped_entries_total[10m]))' },
      evaluator: { type: 'gt', params: [0] },
      minutes: 5,
      summary: 'alerts:linesRefused.summary',
      description: 'alerts:linesRefused.description',
    },
  ],
};
