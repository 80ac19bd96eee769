import { chance, type Chance } from './chance';

export const minute = 60_000;
export const day = 1440;
export const week = 7 * day;

/** How orders of a simulated shop come. */
export type Kind = 'bursty' | 'seasonal' | 'trending' | 'promotional';
export const kinds: readonly Kind[] = ['bursty', 'seasonal', 'trending', 'promotional'];

/** A simulated shop's minutes: orders as they came and error lines. Nothing in it is broken. */
export interface Shop {
  readonly orders: Float64Array;
  readonly errors: Float64Array;
  readonly historyMinutes: number;
}

const weekdays = [1, 0.95, 0.95, 1, 1.1, 1.25, 1.15];

/** Share of the day's orders by hour: quiet nights, a peak at noon and a higher one in the evening. */
function shape(minuteOfDay: number): number {
  const hour = minuteOfDay / 60;
  const hump = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2));
  return 0.15 + 1.1 * hump(12.5, 3.2) + 1.6 * hump(20.5, 2.6) + 0.25 * hump(0, 1.5);
}

const meanShape = Array.from({ length: day }, (_, m) => shape(m)).reduce((sum, value) => sum + value, 0) / day;

/**
 * Orders of `history + judged` weeks, by the minute. φ is the variance of a minute's orders over their mean.
 * - `seasonal`: the week's shape alone.
 * - `bursty`: beside that, three in ten orders come in clusters of four on average within ten minutes, and days differ by 8 %.
 * - `trending`: grows 3 % a week, and days differ by 8 %.
 * - `promotional`: two undeclared threefold sales of a day in the history and one of six hours among the judged weeks.
 */
export function simulate(kind: Kind, phi: number, ordersPerDay: number, judgedWeeks: number, seed: number): Shop {
  const random = chance(seed);
  const historyMinutes = 8 * week + 3 * day;
  const count = historyMinutes + judgedWeeks * week;
  const orders = new Float64Array(count);
  const errors = new Float64Array(count);
  const lively = kind === 'bursty' || kind === 'trending';
  const sales = kind === 'promotional' ? sale(random, historyMinutes, count) : [];
  let ofDay = 1;
  for (let m = 0; m < count; m++) {
    if (m % day === 0) {
      ofDay = lively ? Math.exp(0.08 * random.normal() - 0.0032) : 1;
    }
    const trend = kind === 'trending' ? 1.03 ** (m / week - 8) : 1;
    const inSale = sales.some(({ from, to }) => from <= m && m < to) ? 3 : 1;
    const weekday = weekdays[Math.floor(m / day) % 7] ?? 1;
    const mean = (((ordersPerDay / day) * shape(m % day)) / meanShape) * weekday * trend * ofDay * inSale;
    if (kind === 'bursty') {
      orders[m] = (orders[m] ?? 0) + random.count(mean * 0.7, phi);
      for (let clusters = random.poisson((mean * 0.3) / 4); clusters > 0; clusters--) {
        const size = 1 + random.poisson(3);
        for (let n = 0; n < size; n++) {
          const at = m + Math.floor(random.uniform() * 10);
          if (at < count) {
            orders[at] = (orders[at] ?? 0) + 1;
          }
        }
      }
    } else {
      orders[m] = random.count(mean, phi);
    }
    errors[m] = random.count((0.4 * shape(m % day)) / meanShape, 3);
  }
  return { orders, errors, historyMinutes };
}

function sale(random: Chance, history: number, count: number): Array<{ from: number; to: number }> {
  const days = Math.floor(history / day);
  const first = 2 + Math.floor(random.uniform() * (days / 2 - 4));
  const second = Math.floor(days / 2) + Math.floor(random.uniform() * (days / 2 - 3));
  const judged = history + Math.floor(random.uniform() * (count - history - day));
  return [
    { from: first * day, to: (first + 1) * day },
    { from: second * day, to: (second + 1) * day },
    { from: judged, to: judged + day / 4 },
  ];
}
