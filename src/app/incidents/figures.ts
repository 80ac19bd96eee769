import type { Incident } from '../../query/resources';
import { number } from '../data/format';
import type { Figure } from '../parts/Figures';
import { moneyRange, numberRange } from '../parts/money';
import { viewerText } from '../text';

/** An incident's figures; what is not known is told as a dash. */
export function figuresOf(incident: Incident, currency: string): readonly Figure[] {
  const t = viewerText();
  const { orders, expected, shortfall, revenueAtRisk, recovered, errors, errorsUsual } = incident;
  const interval = t('app-incidents:figure.interval');
  return [
    {
      name: t('app-incidents:figure.orders'),
      value: number(orders),
      detail: t('app-incidents:figure.expected', { expected: number(expected) }),
    },
    {
      name: t('app-incidents:figure.missing'),
      value: shortfall === undefined ? '–' : numberRange(shortfall),
      detail: shortfall && interval,
    },
    {
      name: t('app-incidents:figure.risk'),
      value: revenueAtRisk === undefined ? '–' : moneyRange(revenueAtRisk, currency),
      detail: revenueAtRisk && interval,
    },
    {
      name: t('app-incidents:figure.recovered'),
      value: recovered === undefined ? '–' : numberRange(recovered),
      detail: recovered && interval,
    },
    {
      name: t('app-incidents:figure.errors'),
      value: errors === undefined ? '–' : number(errors),
      detail: errorsUsual === undefined ? undefined : t('app-incidents:figure.usual', { usual: number(errorsUsual) }),
    },
  ];
}
