import { ago, number } from '../data/format';
import { Figures } from '../parts/Figures';
import { moneyRange, numberRange } from '../parts/money';
import { viewerText } from '../text';
import type { Verdict } from './verdict';

interface Props {
  readonly verdict: Verdict;
  readonly currency: string | undefined;
  /** When it was asked, epoch milliseconds. */
  readonly at: number;
}

const unknown = '–';

/** What the sentence rests on; what is not known is a dash. */
export function VerdictFigures({ verdict, currency, at }: Props) {
  const t = viewerText();
  const { orders, expected, errors, revenue_at_risk_low: low, revenue_at_risk_high: high } = verdict;
  const { orders_fresh_at: ordersAt, logs_fresh_at: logsAt } = verdict;
  const risk = low === null || high === null ? undefined : { low, high };
  return (
    <Figures
      figures={[
        {
          name: t('app-home:figure.orders'),
          value: orders === null ? unknown : number(orders),
          detail:
            expected === null
              ? t('app-home:figure.noExpected')
              : t('app-home:figure.expected', { expected: number(expected) }),
        },
        {
          name: t('app-home:figure.risk'),
          value: risk === undefined ? unknown : currency === undefined ? numberRange(risk) : moneyRange(risk, currency),
          detail:
            risk !== undefined
              ? t('app-home:figure.interval')
              : t(orders === null || expected === null ? 'app-home:figure.noExpected' : 'app-home:figure.noRisk'),
        },
        {
          name: t('app-home:figure.errors'),
          value: errors === null ? unknown : number(errors),
          detail: logsAt === null ? t('app-home:figure.noLogs') : t('app-home:figure.newest', { ago: ago(logsAt, at) }),
        },
        {
          name: t('app-home:figure.fresh'),
          value: ordersAt === null ? unknown : ago(ordersAt, at),
          detail: ordersAt === null ? t('app-home:figure.noCopy') : t('app-home:figure.fresh.text'),
        },
      ]}
    />
  );
}
